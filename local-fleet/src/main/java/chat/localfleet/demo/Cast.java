package chat.localfleet.demo;

import chat.client.Answer;
import chat.localfleet.FleetStatus;
import chat.localservers.OperatorKeys;
import chat.roomcrypto.RoomCrypto;
import java.nio.file.Path;
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
  private final OperatorKeys keys;
  private final RoomCrypto crypto;
  private final Clock clock;
  private final List<Person> late = new ArrayList<>();

  Cast(FleetStatus status, Clock clock) throws Exception {
    this.home = status.sites().get(0);
    this.remote = status.sites().get(1);
    this.clock = clock;
    crypto = RoomCrypto.best();
    Path seed = Path.of(home.authSigningKey()).toAbsolutePath();
    keys = new OperatorKeys(seed.resolveSibling("."));
    alice = login("alice", home);
    bruno = login("bruno", home);
    erin = login("erin", remote);
    greta = login("greta", remote);
    mallory = Intruder.login(home.nats(), keys, clock);
  }

  private Person login(String account, FleetStatus.Site site) throws Exception {
    return Person.login(account, site.nats(), keys, crypto, clock);
  }

  OperatorKeys keys() {
    return keys;
  }

  Clock clock() {
    return clock;
  }

  /** Somebody of the home site who was away until now. */
  Person comesLate(String account) throws Exception {
    Person person = login(account, home);
    late.add(person);
    return person;
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
