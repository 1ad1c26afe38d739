package chat.localfleet.bench;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.Draft;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.load.Backlog;
import chat.localfleet.load.FleetClients;
import chat.localfleet.load.LoadPeople;
import chat.model.Ids;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages at a fixed rate through real clients, from all sites into rooms of all sites, and
 * watches what becomes of them. Two clients follow each room, one at its site and one at the next.
 */
final class MessageLoad {
  private static final int WATCHERS = 2;
  private static final int DRAIN_SECONDS = 60;

  /** One message in so many is looked for in the history. */
  private static final int STORED_SAMPLE = 20;

  private static final long STORED_PAUSE_MILLIS = 5;

  private final FleetStatus fleet;
  private final LoadPlan plan;
  private final Clock clock;
  private final Random random = new Random(7); // the same load each time
  private final AtomicReference<@Nullable Sightings> sightings = new AtomicReference<>();

  /** A room and those of its members who have clients. */
  private record Room(RoomRef ref, List<ChatClient> speakers, List<String> members) {}

  MessageLoad(FleetStatus fleet, LoadPlan plan, Clock clock) {
    this.fleet = fleet;
    this.plan = plan;
    this.clock = clock;
  }

  LoadReport run() throws Exception {
    String prefix = "bench" + new Ids(clock).newRoomId().toLowerCase(java.util.Locale.ROOT);
    int perSite = Math.ceilDiv(Math.max(plan.members(), plan.clients()), fleet.sites().size());
    try (var people = new LoadPeople(fleet, prefix, perSite);
        var clients = new FleetClients(clock);
        var backlog = new Backlog(fleet)) {
      List<Room> rooms = rooms(connect(clients, people), people);
      return measure(rooms, backlog);
    }
  }

  /** The i-th client lives at site i mod sites. */
  private List<ChatClient> connect(FleetClients clients, LoadPeople people) throws Exception {
    List<ChatClient> connected = new ArrayList<>();
    for (int i = 0; i < plan.clients(); i++) {
      FleetStatus.Site site = fleet.sites().get(i % fleet.sites().size());
      connected.add(clients.login(site, people.member(i), this::heard));
    }
    return connected;
  }

  private void heard(chat.client.ClientEvent event) {
    Sightings running = sightings.get();
    if (running != null) {
      running.heard(event);
    }
  }

  private List<Room> rooms(List<ChatClient> clients, LoadPeople people) throws Exception {
    List<Room> rooms = new ArrayList<>();
    for (int r = 0; r < plan.rooms(); r++) {
      int site = r % fleet.sites().size();
      ChatClient owner = clients.get(r % clients.size());
      ChatClient other = clients.get((r + 1) % clients.size()); // of the next site
      List<String> members = new ArrayList<>(List.of(other.account()));
      for (int i = 0; members.size() < plan.members() - 1; i++) {
        String member = people.member(i);
        if (!member.equals(owner.account()) && !member.equals(other.account())) {
          members.add(member);
        }
      }
      String siteId = fleet.sites().get(site).id();
      Invited invited = Invited.users(members.toArray(String[]::new));
      var reply = owner.rooms().create(siteId, "bench " + r, invited).orThrow();
      var ref = new RoomRef(reply.roomId(), siteId);
      owner.open(ref);
      other.open(ref);
      rooms.add(new Room(ref, List.of(owner, other), members));
    }
    settle(rooms);
    return rooms;
  }

  /** Until the members of other sites can speak: their sites hear of the room through the INBOX. */
  private static void settle(List<Room> rooms) throws InterruptedException {
    for (Room room : rooms) {
      for (ChatClient speaker : room.speakers()) {
        long end = System.nanoTime() + DRAIN_SECONDS * 1_000_000_000L;
        while (!(speaker.messages().send(room.ref(), Draft.of("hello")) instanceof Answer.Given)) {
          if (System.nanoTime() > end) {
            throw new IllegalStateException(speaker.account() + " cannot speak in its room");
          }
          Thread.sleep(100);
        }
      }
    }
  }

  private LoadReport measure(List<Room> rooms, Backlog backlog) throws Exception {
    long redelivered = backlog.redelivered();
    var loop = new OpenLoop(plan.rate(), plan.total());
    String idPrefix = new Ids(clock).newMessageId().substring(0, 12);
    var seen = new Sightings(loop, plan, idPrefix, WATCHERS);
    sightings.set(seen);
    var costs = new AtomicReference<>(new ProcessCosts(fleet));
    Latency lag = new Latency();
    loop.run(
        k -> {
          if (k == plan.unmeasured()) {
            costs.set(new ProcessCosts(fleet));
          }
          seen.seen(lag, k);
          say(rooms.get(Math.floorMod(k * 31, rooms.size())), seen, k);
        },
        DRAIN_SECONDS);
    Map<String, Long> pending = backlog.pending();
    long sent = System.nanoTime();
    while (!seen.allDelivered() && System.nanoTime() - sent < DRAIN_SECONDS * 1_000_000_000L) {
      Thread.sleep(50);
    }
    Map<String, Long> left = drained(backlog);
    sightings.set(null);
    return LoadReport.of(
        plan, seen, lag, pending, left, backlog.redelivered() - redelivered, costs.get().soFar());
  }

  private static Map<String, Long> drained(Backlog backlog) throws Exception {
    long end = System.nanoTime() + DRAIN_SECONDS * 1_000_000_000L;
    Map<String, Long> left = backlog.pending();
    while (!left.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(200);
      left = backlog.pending();
    }
    return left;
  }

  private void say(Room room, Sightings seen, int k) {
    ChatClient speaker = room.speakers().get(k % room.speakers().size());
    try {
      var answer = speaker.messages().send(room.ref(), seen.messageId(k), Draft.of(text(room, k)));
      if (!(answer instanceof Answer.Given)) {
        seen.errors.increment();
        return;
      }
      seen.seen(seen.accepted, k);
      if (k % STORED_SAMPLE == 0) {
        awaitStored(speaker, room, seen, k);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      seen.errors.increment();
    }
  }

  private static void awaitStored(ChatClient reader, Room room, Sightings seen, int k)
      throws InterruptedException {
    while (!(reader.messages().get(room.ref(), seen.messageId(k)) instanceof Answer.Given)) {
      Thread.sleep(STORED_PAUSE_MILLIS);
    }
    seen.seen(seen.stored, k);
  }

  private synchronized String text(Room room, int k) {
    String text = ("bench " + k + " " + "x".repeat(plan.bytes())).substring(0, plan.bytes());
    return random.nextDouble() < plan.mentions()
        ? text + " @" + room.members().get(random.nextInt(room.members().size()))
        : text;
  }
}
