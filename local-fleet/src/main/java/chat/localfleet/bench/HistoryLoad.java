package chat.localfleet.bench;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.load.FleetClients;
import chat.localfleet.load.LoadPeople;
import chat.model.Ids;
import chat.model.LoadHistoryRequest;
import chat.model.RoomTimesHint;
import chat.runtime.Secret;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reads pages of a long history through one client, and the same rows with the driver. */
final class HistoryLoad {
  private static final int PAGE = 50;

  private final FleetStatus fleet;
  private final FleetStatus.Site home;
  private final Plan plan;
  private final Clock clock;
  private final Ids ids;
  private final String roomId;

  /**
   * How much is asked.
   *
   * @param samples measured ones of each kind; a tenth as many are not measured before
   */
  record Plan(int messages, int samples) {}

  /** One of the things that are measured. */
  @FunctionalInterface
  private interface Reading {
    void once() throws InterruptedException;
  }

  HistoryLoad(FleetStatus fleet, Plan plan, Clock clock) {
    this.fleet = fleet;
    this.home = fleet.sites().getFirst();
    this.plan = plan;
    this.clock = clock;
    this.ids = new Ids(clock);
    this.roomId = "benchhistory" + plan.messages();
  }

  /** Saves the messages and leaves them there. */
  void prepare() {
    try (CassandraConnection cassandra = cassandra()) {
      var old = new OldMessages(cassandra.session(), roomId, plan.messages(), clock);
      if (!old.areThere()) {
        old.save();
      }
    }
  }

  /** Measures, with what {@link #prepare} left. */
  HistoryReport run() throws Exception {
    prepare();
    String prefix = "bench" + ids.newRoomId().toLowerCase(Locale.ROOT);
    try (var people = new LoadPeople(fleet, prefix, 2);
        var clients = new FleetClients(clock);
        CassandraConnection cassandra = cassandra()) {
      var old = new OldMessages(cassandra.session(), roomId, plan.messages(), clock);
      String member = people.of(0).getFirst();
      String stranger = people.of(0).getLast();
      openRoom(member, old);
      return measure(
          clients.login(home, member, event -> {}),
          clients.login(home, stranger, event -> {}),
          old,
          new RawReads(cassandra.session()));
    }
  }

  /** Removes what was saved. */
  void clean() {
    try (CassandraConnection cassandra = cassandra()) {
      new OldMessages(cassandra.session(), roomId, plan.messages(), clock).delete();
    }
  }

  private CassandraConnection cassandra() {
    return CassandraConnection.open(
        new CassandraConfig(
            List.of(home.cassandra()), home.cassandraKeyspace(), "", new Secret(""), 2));
  }

  private HistoryReport measure(
      ChatClient member, ChatClient stranger, OldMessages old, RawReads raw)
      throws InterruptedException {
    var room = new RoomRef(roomId, home.id());
    var hint = new RoomTimesHint(clock.millis(), old.begin().toEpochMilli());
    var random = new Random(1);
    var middle = new Latency();
    var hinted = new Latency();
    var rawMiddle = new Latency();
    var newest = new Latency();
    var rawNewest = new Latency();
    var refused = new Latency();
    for (int i = -plan.samples() / 10; i < plan.samples(); i++) {
      boolean counts = i >= 0;
      Instant before = old.time(2 * PAGE + random.nextInt(old.count() - 2 * PAGE));
      time(middle, counts, () -> page(member, room, before, null));
      time(rawMiddle, counts, () -> full(raw.page(roomId, before, PAGE)));
      time(hinted, counts, () -> page(member, room, before, hint));
      time(refused, counts, () -> refused(stranger, room));
      if (i % 4 == 0) {
        time(newest, counts, () -> page(member, room, null, null));
        time(rawNewest, counts, () -> full(raw.page(roomId, clock.instant(), PAGE)));
      }
    }
    return new HistoryReport(
        plan.messages(),
        OldMessages.EMPTY_WINDOWS,
        middle.summary(),
        hinted.summary(),
        rawMiddle.summary(),
        newest.summary(),
        rawNewest.summary(),
        refused.summary());
  }

  private static void time(Latency latency, boolean counts, Reading reading)
      throws InterruptedException {
    long begun = System.nanoTime();
    reading.once();
    if (counts) {
      latency.record(System.nanoTime() - begun);
    }
  }

  private static void page(
      ChatClient reader, RoomRef room, @Nullable Instant before, @Nullable RoomTimesHint hint)
      throws InterruptedException {
    Long millis = before == null ? null : before.toEpochMilli();
    full(
        reader
            .messages()
            .history(room, new LoadHistoryRequest(millis, PAGE, hint))
            .orThrow()
            .messages()
            .size());
  }

  private static void full(int found) {
    if (found != PAGE) {
      throw new IllegalStateException("a page of " + found + " messages");
    }
  }

  /** Nothing but the way there and back, and one look into MongoDB. */
  private static void refused(ChatClient stranger, RoomRef room) throws InterruptedException {
    if (stranger.messages().history(room, new LoadHistoryRequest(null, PAGE, null))
        instanceof Answer.Given) {
      throw new IllegalStateException("a stranger may read");
    }
  }

  /** A room with one member, since when the messages were said. */
  private void openRoom(String member, OldMessages old) {
    Date begin = Date.from(old.begin());
    try (MongoClient client = MongoClients.create(home.mongo())) {
      MongoDatabase database = client.getDatabase(home.mongoDb());
      database.getCollection("rooms").deleteOne(Filters.eq("_id", roomId));
      database.getCollection("subscriptions").deleteMany(Filters.eq("roomId", roomId));
      database
          .getCollection("rooms")
          .insertOne(
              new Document("_id", roomId)
                  .append("name", "bench history")
                  .append("type", "channel")
                  .append("siteId", home.id())
                  .append("userCount", 1)
                  .append("appCount", 0)
                  .append("lastMsgAt", Date.from(clock.instant()))
                  .append("lastMsgId", "")
                  .append("createdAt", begin)
                  .append("updatedAt", begin));
      database
          .getCollection("subscriptions")
          .insertOne(
              new Document("_id", ids.newEntityId())
                  .append("u", new Document("_id", "u-" + member).append("account", member))
                  .append("roomId", roomId)
                  .append("siteId", home.id())
                  .append("roles", List.of("member"))
                  .append("name", "bench history")
                  .append("roomType", "channel")
                  .append("joinedAt", begin)
                  .append("hasMention", false)
                  .append("alert", false)
                  .append("disableNotification", false));
    }
  }
}
