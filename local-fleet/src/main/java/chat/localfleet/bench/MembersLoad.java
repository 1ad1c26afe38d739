package chat.localfleet.bench;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.load.FleetClients;
import chat.localfleet.load.LoadPeople;
import chat.model.HistoryMode;
import chat.model.Ids;
import chat.model.ListMembersRequest;
import chat.model.StatusReply;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.bson.Document;

/** Adds, removes and lists members through one client at the first site. */
final class MembersLoad {
  private static final int LARGE = 1_000;
  private static final List<Integer> REMOVED_FROM = List.of(LARGE, 5_000);
  private static final int LISTS = 50;
  private static final int DRAIN_SECONDS = 60;

  /**
   * How much is asked.
   *
   * @param rate adds a second
   * @param atOnce people of one add
   */
  record Plan(double rate, int warmup, int seconds, int atOnce, int rooms) {}

  private final FleetStatus fleet;
  private final FleetStatus.Site home;
  private final Plan plan;
  private final Clock clock;
  private final Ids ids;

  MembersLoad(FleetStatus fleet, Plan plan, Clock clock) {
    this.fleet = fleet;
    this.home = fleet.sites().getFirst();
    this.plan = plan;
    this.clock = clock;
    this.ids = new Ids(clock);
  }

  MembersReport run() throws Exception {
    String prefix = "bench" + ids.newRoomId().toLowerCase(Locale.ROOT);
    int most = REMOVED_FROM.getLast() + 1;
    int perSite = Math.ceilDiv(most, fleet.sites().size());
    try (var people = new LoadPeople(fleet, prefix, perSite);
        var clients = new FleetClients(clock);
        var keys = new KeyEvents(home)) {
      ChatClient owner = clients.login(home, people.member(0), event -> {});
      return measure(owner, people, keys);
    }
  }

  private MembersReport measure(ChatClient owner, LoadPeople people, KeyEvents keys)
      throws Exception {
    var added = new Latency();
    var errors = new LongAdder();
    List<ProcessCosts.Cost> costs = adds(owner, people, added, errors);
    double growth = grow(owner, people);
    List<MembersReport.Removal> removals = new ArrayList<>();
    for (int size : REMOVED_FROM) {
      removals.add(remove(owner, people, size, keys));
    }
    var listing = list(owner, seeded(owner, people, LARGE));
    return new MembersReport(
        plan.rate(),
        plan.atOnce(),
        added.summary(),
        errors.sum(),
        growth,
        removals,
        listing.summary(),
        costs);
  }

  private List<ProcessCosts.Cost> adds(
      ChatClient owner, LoadPeople people, Latency added, LongAdder errors) throws Exception {
    List<RoomRef> rooms = new ArrayList<>();
    for (int r = 0; r < plan.rooms(); r++) {
      rooms.add(room(owner, people));
    }
    int unmeasured = (int) (plan.rate() * plan.warmup());
    int total = unmeasured + (int) (plan.rate() * plan.seconds());
    var loop = new OpenLoop(plan.rate(), total);
    var costs = new AtomicReference<>(new ProcessCosts(fleet));
    loop.run(
        k -> {
          if (k == unmeasured) {
            costs.set(new ProcessCosts(fleet));
          }
          Invited group = group(people, k / rooms.size());
          if (!added(owner, rooms.get(k % rooms.size()), group)) {
            errors.increment();
          } else if (k >= unmeasured) {
            added.record(System.nanoTime() - loop.due(k));
          }
        },
        DRAIN_SECONDS);
    return costs.get().soFar();
  }

  private static boolean added(ChatClient owner, RoomRef room, Invited group) {
    try {
      Answer<StatusReply> answer = owner.rooms().add(room, group, HistoryMode.ALL);
      return answer instanceof Answer.Given;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The n-th group of new people of a room; the first two people are in already. */
  private Invited group(LoadPeople people, int n) {
    String[] accounts = new String[plan.atOnce()];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = people.member(2 + n * accounts.length + i);
    }
    return Invited.users(accounts);
  }

  private RoomRef room(ChatClient owner, LoadPeople people) throws InterruptedException {
    // somebody else and a name: a channel, not a DM
    Invited first = Invited.users(people.member(1), people.member(2));
    String roomId = owner.rooms().create(home.id(), "bench members", first).orThrow().roomId();
    return new RoomRef(roomId, home.id());
  }

  private double grow(ChatClient owner, LoadPeople people) throws Exception {
    RoomRef room = room(owner, people);
    long start = System.nanoTime();
    for (int n = 0; 2 + (n + 1) * plan.atOnce() <= LARGE; n++) {
      owner.rooms().add(room, group(people, n), HistoryMode.ALL).orThrow();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private MembersReport.Removal remove(
      ChatClient owner, LoadPeople people, int size, KeyEvents keys) throws Exception {
    RoomRef room = seeded(owner, people, size);
    keys.follow(room.roomId());
    long start = System.nanoTime();
    owner.rooms().remove(room, people.member(1)).orThrow();
    long told = System.nanoTime();
    long last = keys.awaitAll(size - 1);
    return new MembersReport.Removal(size, millis(told - start), millis(last - start));
  }

  private static double millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos) / 1e3;
  }

  private Latency list(ChatClient owner, RoomRef room) throws InterruptedException {
    var listing = new Latency();
    for (int i = 0; i < LISTS; i++) {
      long start = System.nanoTime();
      owner.rooms().members(room, new ListMembersRequest(null, null, true)).orThrow();
      listing.record(System.nanoTime() - start);
    }
    return listing;
  }

  /** A room that is filled in the store: adding 5,000 people is not what is measured. */
  private RoomRef seeded(ChatClient owner, LoadPeople people, int size)
      throws InterruptedException {
    RoomRef room = room(owner, people);
    List<Document> rows = new ArrayList<>();
    for (int i = 3; i < size; i++) {
      rows.add(subscription(room, people.member(i)));
    }
    try (MongoClient client = MongoClients.create(home.mongo())) {
      var database = client.getDatabase(home.mongoDb());
      database.getCollection("subscriptions").insertMany(rows);
      database
          .getCollection("rooms")
          .updateOne(new Document("_id", room.roomId()), Updates.set("userCount", size));
    }
    return room;
  }

  private Document subscription(RoomRef room, String account) {
    return new Document("_id", ids.newEntityId())
        .append("u", new Document("_id", "u-" + account).append("account", account))
        .append("roomId", room.roomId())
        .append("siteId", room.siteId())
        .append("roles", List.of("member"))
        .append("name", "bench members")
        .append("roomType", "channel")
        .append("joinedAt", Date.from(clock.instant()))
        .append("hasMention", false)
        .append("alert", false)
        .append("disableNotification", false);
  }
}
