package chat.localfleet.demo;

import chat.client.Answer;
import chat.client.ChatLogin;
import chat.localfleet.FleetLogins;
import chat.localfleet.FleetStatus;
import chat.roomcrypto.RoomCrypto;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Everybody who takes part: two sites with two members each, one who comes late, and an intruder.
 */
final class Cast implements AutoCloseable {
  /** The org through which Greta (and Carla) get into the channel. */
  static final String ORG = "s-harbour";

  final FleetStatus.Site home;
  final FleetStatus.Site remote;
  final Person alice;
  final Person bruno;
  final Person erin;
  final Person greta;
  final Intruder mallory;
  private final RoomCrypto crypto;
  private final Clock clock;
  private final List<Person> late = new ArrayList<>();

  Cast(FleetStatus status, Clock clock) throws Exception {
    this.home = status.sites().get(0);
    this.remote = status.sites().get(1);
    this.clock = clock;
    crypto = RoomCrypto.best();
    alice = connect("alice", home, home.nats());
    bruno = connect("bruno", home, home.natsWebsocket()); // as a browser does
    erin = connect("erin", remote, remote.nats());
    greta = connect("greta", remote, remote.nats());
    mallory = Intruder.connect(home.nats(), logIn("mallory", home));
    mallory.listensAsWell(remote.nats(), logIn("mallory", remote));
  }

  /** Through the organisation's login and the site's auth-service, as everybody does. */
  ChatLogin logIn(String account, FleetStatus.Site site) throws Exception {
    return FleetLogins.logIn(site, account, clock);
  }

  Clock clock() {
    return clock;
  }

  private Person connect(String account, FleetStatus.Site site, String url) throws Exception {
    return Person.connect(url, logIn(account, site), crypto, clock);
  }

  /** Somebody of a site who was away until now. */
  Person comesLate(String account, FleetStatus.Site site) throws Exception {
    Person person = connect(account, site, site.nats());
    late.add(person);
    return person;
  }

  /** Somebody who came late. */
  Person late(String account) {
    return late.stream().filter(p -> p.account().equals(account)).findFirst().orElseThrow();
  }

  /**
   * Whether everybody's token was accepted, as a request of each that the home site answers shows.
   */
  boolean isConnected() throws InterruptedException {
    for (Person person : members()) {
      if (!(person.client().rooms().list() instanceof Answer.Given<?>)) {
        return false;
      }
    }
    return !mallory.ask("rooms.list", "").equals("no answer");
  }

  /** Members that are there from the beginning. */
  List<Person> members() {
    return List.of(alice, bruno, erin, greta);
  }

  @Override
  public void close() throws Exception {
    members().forEach(Person::close);
    late.forEach(Person::close);
    mallory.close();
  }
}
