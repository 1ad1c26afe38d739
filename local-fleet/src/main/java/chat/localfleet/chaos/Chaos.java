package chat.localfleet.chaos;

import chat.client.ChatClient;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.RunningFleet;
import chat.localfleet.load.Backlog;
import chat.localfleet.load.FleetClients;
import chat.localfleet.load.LoadPeople;
import chat.model.Ids;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One run: people talk, join and leave; one fault after the other; then the proof. */
final class Chaos {
  private static final int ROOMS = 6;
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(4);

  /** How long a client may need to notice and mend a broken connection. */
  private static final Duration AFTERMATH = Duration.ofSeconds(20);

  private static final Duration NOTICE = Duration.ofSeconds(5);

  private final Clock clock;
  private final PrintStream out;
  private final double rate;
  private final List<Outage> outages = new ArrayList<>();

  /** When live events could get lost, on the clock of {@link System#nanoTime}. */
  record Outage(long from, long until) {
    boolean covers(Said said) {
      return said.acknowledged() >= from && said.sent() <= until;
    }
  }

  Chaos(double rate, Clock clock, PrintStream out) {
    this.rate = rate;
    this.clock = clock;
    this.out = out;
  }

  /** True when everything was there in the end. */
  boolean run(List<Fault> faults, boolean sabotage) throws Exception {
    FleetStatus fleet = RunningFleet.status();
    List<String> lettersBefore = Proof.deadLetters();
    String prefix = "chaos" + new Ids(clock).newRoomId().toLowerCase(Locale.ROOT);
    try (var people = new LoadPeople(fleet, prefix, 10);
        var clients = new FleetClients(clock)) {
      Party party = gather(fleet, people, clients);
      try (var saboteur = sabotage ? new Saboteur(fleet.sites().getFirst()) : null) {
        endure(faults, party, people);
      }
      return new Proof(party, outages, prefix, lettersBefore, out).holds();
    }
  }

  private static Party gather(FleetStatus fleet, LoadPeople people, FleetClients clients)
      throws Exception {
    List<Follower> followers = new ArrayList<>();
    List<ChatClient> speakers = new ArrayList<>();
    for (int i = 0; i < 2 * fleet.sites().size(); i++) {
      var follower = new Follower();
      FleetStatus.Site site = fleet.sites().get(i % fleet.sites().size());
      speakers.add(clients.login(site, people.member(i), follower::heard));
      followers.add(follower);
    }
    List<RoomRef> rooms = new ArrayList<>();
    for (int r = 0; r < ROOMS; r++) {
      int home = r % fleet.sites().size();
      ChatClient owner = speakers.get(home); // who makes a room elsewhere is no owner at home
      String[] guests =
          speakers.stream()
              .filter(speaker -> speaker != owner)
              .map(ChatClient::account)
              .toArray(String[]::new);
      String siteId = fleet.sites().get(home).id();
      var reply = owner.rooms().create(siteId, "chaos " + r, Invited.users(guests));
      var room = new RoomRef(reply.orThrow().roomId(), siteId);
      rooms.add(room);
      speakers.forEach(speaker -> speaker.open(room));
    }
    return new Party(fleet, rooms, speakers, followers);
  }

  private void endure(List<Fault> faults, Party party, LoadPeople people) throws Exception {
    List<String> walkers = List.of(people.member(6), people.member(7), people.member(8));
    try (var conversation = new Conversation(party.speakers(), party.rooms(), rate, clock);
        var walk =
            new ComingAndGoing(party.speakers().getFirst(), party.rooms().getFirst(), walkers)) {
      party.takesPart(conversation, walk);
      quiet(); // everybody is known everywhere
      for (Fault fault : faults) {
        suffer(fault, conversation);
      }
    }
  }

  private void suffer(Fault fault, Conversation conversation) throws Exception {
    int before = conversation.said().size();
    long redelivered = redelivered();
    long start = System.nanoTime();
    long pid = fault.strike(RunningFleet.status());
    long struck = System.nanoTime();
    awaitThat(() -> fault.healed(RunningFleet.status(), pid));
    quiet();
    if (fault.breaksTheWire()) {
      outages.add(new Outage(start, System.nanoTime() + AFTERMATH.toNanos()));
    }
    out.printf(
        "%-44s %6d messages acknowledged, %4d redelivered, quiet again after %5.1f s%n",
        fault.title(),
        conversation.said().size() - before,
        Math.max(0, redelivered() - redelivered),
        (System.nanoTime() - struck) / 1e9);
  }

  /** Until every service is ready and no worker has more than the load of a moment to do. */
  private static void quiet() throws InterruptedException {
    awaitThat(Chaos::isQuiet);
    Thread.sleep(NOTICE); // a service may take this long to notice that a store is away
    awaitThat(Chaos::isQuiet);
  }

  private static void awaitThat(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + QUIET_NANOS;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not quiet again after 4 minutes");
      }
      Thread.sleep(500);
    }
  }

  private static boolean isQuiet() {
    FleetStatus fleet = RunningFleet.status();
    boolean ready =
        fleet.sites().stream()
            .flatMap(site -> site.services().stream())
            .allMatch(FleetStatus.Service::ready);
    if (!ready) {
      return false;
    }
    try (var backlog = new Backlog(fleet)) {
      return backlog.pending().values().stream().allMatch(left -> left < 20);
    } catch (Exception e) {
      return false; // its servers are not back
    }
  }

  private static long redelivered() throws Exception {
    try (var backlog = new Backlog(RunningFleet.status())) {
      return backlog.redelivered();
    }
  }
}
