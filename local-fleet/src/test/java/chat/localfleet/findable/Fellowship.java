package chat.localfleet.findable;

import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.findable.Story.Person;
import chat.localfleet.load.FleetClients;
import chat.localfleet.load.LoadPeople;
import chat.model.Ids;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The people of one story, at both sites, and the comparison of what they are shown and find. */
final class Fellowship implements AutoCloseable {
  private static final int PER_SITE = 4;

  private final LoadPeople people;
  private final FleetClients clients;
  private final Story story;

  Fellowship(FleetStatus fleet, long seed, Clock clock) throws Exception {
    String word = "tale" + new Ids(clock).newRoomId().toLowerCase(Locale.ROOT);
    people = new LoadPeople(fleet, word, PER_SITE);
    clients = new FleetClients(clock);
    List<Person> persons = new ArrayList<>();
    for (int site = 0; site < fleet.sites().size(); site++) {
      FleetStatus.Site home = fleet.sites().get(site);
      for (String account : people.of(site)) {
        persons.add(new Person(home.id(), clients.login(home, account, _ -> {})));
      }
    }
    story = new Story(seed, word, persons);
  }

  Story story() {
    return story;
  }

  /** What differs, for a person who has to find out why; empty when all agree. */
  Set<String> disagreements() throws InterruptedException {
    List<RoomRef> rooms = story.places().stream().map(Story.Place::ref).toList();
    Set<String> wrong = new TreeSet<>();
    for (Person person : story.people()) {
      Sight shown = Sight.shown(person.client(), rooms);
      Sight found = Sight.found(person.client(), story.word());
      String who = person.account() + " at " + person.siteId();
      wrong.addAll(Sight.disagreements(who, shown, found));
    }
    return wrong;
  }

  /** A property that compares nothing with nothing proves nothing. */
  Tally tally() throws InterruptedException {
    int found = 0;
    Set<String> existing = new TreeSet<>();
    for (Person person : story.people()) {
      Sight sight = Sight.found(person.client(), story.word());
      found += sight.messages().size();
      existing.addAll(sight.messages().keySet());
    }
    return new Tally(found, existing.size() * story.people().size() - found);
  }

  /**
   * Pairs of a person and a message.
   *
   * @param found where the person finds it
   * @param hidden where only others do
   */
  record Tally(int found, int hidden) {}

  @Override
  public void close() {
    clients.close();
    people.close();
  }
}
