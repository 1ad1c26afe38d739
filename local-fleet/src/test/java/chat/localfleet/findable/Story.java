package chat.localfleet.findable;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.Draft;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.model.CreateRoomReply;
import chat.model.HistoryMode;
import chat.model.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * People who do at random what people do: make rooms, let others in with and without what was said
 * before, send them away, talk, answer, correct and take back. One thing after the other, so that a
 * seed tells the same story again.
 */
final class Story {
  private static final int MOST_ROOMS = 5;

  /** What may happen; how often each did is counted. */
  enum Step {
    CREATE(2),
    DIRECT(1),
    ADD_WITH_HISTORY(3),
    ADD_WITHOUT_HISTORY(4),
    REMOVE(4),
    LEAVE(1),
    SEND(9),
    REPLY(5),
    EDIT(4),
    DELETE(2);

    private final int weight;

    Step(int weight) {
      this.weight = weight;
    }
  }

  /** Somebody and the site they live at. */
  record Person(String siteId, ChatClient client) {
    String account() {
      return client.account();
    }
  }

  /** A room, who made it, and who is in as far as this story knows. */
  record Place(RoomRef ref, Person owner, boolean direct, Set<String> inside) {}

  /** A message that was accepted. */
  record Said(Place place, Person by, Message message) {}

  private final Random random;
  private final String word;
  private final List<Person> people;
  private final List<Place> places = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final Map<Step, Integer> done = new EnumMap<>(Step.class);
  private int number;

  /**
   * @param word is in every message and every name of a room
   */
  Story(long seed, String word, List<Person> people) {
    this.random = new Random(seed);
    this.word = word;
    this.people = List.copyOf(people);
  }

  List<Person> people() {
    return people;
  }

  List<Place> places() {
    return List.copyOf(places);
  }

  List<Said> said() {
    return List.copyOf(said);
  }

  String word() {
    return word;
  }

  /** How often each step was taken and not refused. */
  Map<Step, Integer> done() {
    return Map.copyOf(done);
  }

  void goOn(int steps) throws InterruptedException {
    for (int i = 0; i < steps; i++) {
      Step step = places.isEmpty() ? Step.CREATE : next();
      if (take(step)) {
        done.merge(step, 1, Integer::sum);
      }
    }
  }

  private Step next() {
    int total = 0;
    for (Step step : Step.values()) {
      total += step.weight;
    }
    int at = random.nextInt(total);
    for (Step step : Step.values()) {
      at -= step.weight;
      if (at < 0) {
        return step;
      }
    }
    throw new IllegalStateException("unreachable");
  }

  private boolean take(Step step) throws InterruptedException {
    return switch (step) {
      case CREATE -> places.size() < MOST_ROOMS && create();
      case DIRECT -> places.size() < MOST_ROOMS && direct();
      case ADD_WITH_HISTORY -> add(HistoryMode.ALL);
      case ADD_WITHOUT_HISTORY -> add(HistoryMode.NONE);
      case REMOVE -> remove(false);
      case LEAVE -> remove(true);
      case SEND -> send();
      case REPLY -> reply();
      case EDIT -> edit();
      case DELETE -> delete();
    };
  }

  private boolean create() throws InterruptedException {
    return made(any(people), word + " den", List.of(any(people), any(people)), false);
  }

  private boolean direct() throws InterruptedException {
    return made(any(people), "", List.of(any(people)), true);
  }

  /** At the site of who makes it: only there they own it. */
  private boolean made(Person owner, String name, List<Person> others, boolean direct)
      throws InterruptedException {
    Set<String> guests = accounts(others);
    guests.remove(owner.account());
    Answer<CreateRoomReply> answer =
        owner
            .client()
            .rooms()
            .create(owner.siteId(), name, Invited.users(guests.toArray(String[]::new)));
    if (!(answer instanceof Answer.Given<CreateRoomReply>(CreateRoomReply reply))) {
      return false; // a DM that exists, for one
    }
    Set<String> inside = new TreeSet<>(guests);
    inside.add(owner.account());
    places.add(new Place(new RoomRef(reply.roomId(), owner.siteId()), owner, direct, inside));
    return true;
  }

  private boolean add(String history) throws InterruptedException {
    Place place = any(places);
    Set<String> guests = accounts(List.of(any(people), any(people)));
    guests.removeAll(place.inside);
    boolean added =
        !place.direct
            && !guests.isEmpty()
            && given(
                place
                    .owner
                    .client()
                    .rooms()
                    .add(place.ref, Invited.users(guests.toArray(String[]::new)), history));
    if (added) {
      place.inside.addAll(guests);
    }
    return added;
  }

  private boolean remove(boolean byThemselves) throws InterruptedException {
    Place place = any(places);
    Person person = any(people);
    Person asks = byThemselves ? person : place.owner;
    boolean removed =
        place.inside.contains(person.account())
            && person != place.owner
            && !place.direct
            && given(asks.client().rooms().remove(place.ref, person.account()));
    if (removed) {
      place.inside.remove(person.account());
    }
    return removed;
  }

  private boolean send() throws InterruptedException {
    return say(any(places), Draft.of(text("said")));
  }

  private boolean reply() throws InterruptedException {
    List<Said> parents =
        said.stream().filter(s -> s.message.threadParentMessageId().isEmpty()).toList();
    if (parents.isEmpty()) {
      return false;
    }
    Said parent = any(parents);
    Draft draft =
        Draft.reply(
            text("answered"), parent.message.id(), parent.message.createdAt().toEpochMilli());
    return say(parent.place, draft);
  }

  /** By somebody who is in, mostly; the fleet refuses others. */
  private boolean say(Place place, Draft draft) throws InterruptedException {
    Person person = any(people);
    for (int i = 0; i < 3 && !place.inside.contains(person.account()); i++) {
      person = any(people);
    }
    Answer<Message> answer = person.client().messages().send(place.ref, draft);
    if (answer instanceof Answer.Given<Message>(Message message)) {
      said.add(new Said(place, person, message));
      return true;
    }
    return false;
  }

  private boolean edit() throws InterruptedException {
    if (said.isEmpty()) {
      return false;
    }
    Said one = any(said);
    return given(
        one.by.client().messages().edit(one.place.ref, one.message.id(), text("corrected")));
  }

  private boolean delete() throws InterruptedException {
    if (said.isEmpty()) {
      return false;
    }
    Said one = any(said);
    return given(one.by.client().messages().delete(one.place.ref, one.message.id()));
  }

  private String text(String verb) {
    return word + " " + verb + " " + number++;
  }

  private static boolean given(Answer<?> answer) {
    return answer instanceof Answer.Given<?>;
  }

  private static Set<String> accounts(List<Person> people) {
    Set<String> accounts = new TreeSet<>();
    people.forEach(person -> accounts.add(person.account()));
    return accounts;
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
