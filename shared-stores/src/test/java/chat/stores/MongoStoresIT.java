package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.FieldTables;
import chat.model.MemberEntry;
import chat.model.Room;
import chat.model.RoomMember;
import chat.model.Subscription;
import chat.model.SubscriptionUser;
import chat.model.ThreadSubscription;
import chat.model.Timestamps;
import chat.model.User;
import chat.runtime.Secret;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codecs, paging, bulk writes, indexes and pipelines on a real server. */
@LocalServers
class MongoStoresIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final Function<Subscription, Bson> SUBSCRIPTION_KEY =
      s -> Filters.and(Filters.eq("roomId", s.roomId()), Filters.eq("u.account", s.u().account()));

  private static MongoConnection mongo;
  private static MongoCollection<Subscription> subscriptions;
  private static MongoCollection<RoomMember> members;
  private static MongoCollection<Room> rooms;
  private static MongoCollection<User> users;

  @BeforeAll
  static void connect(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
    members = mongo.collection(CollectionNames.ROOM_MEMBERS, RoomMember.class);
    rooms = mongo.collection(CollectionNames.ROOMS, Room.class);
    users = mongo.collection(CollectionNames.USERS, User.class);
    List<IndexSpec> indexes =
        List.of(
            IndexSpec.of("subscriptions", Indexes.ascending("roomId", "u.account")).asUnique(),
            IndexSpec.of("room_members", Indexes.ascending("rid", "member.type", "member.id"))
                .asUnique(),
            IndexSpec.of("users", Indexes.ascending("account")),
            IndexSpec.of("apps", Indexes.ascending("assistant.name")).named("assistant_name_idx"));
    IndexSpec.ensure(mongo.database(), indexes, LIMIT);
    IndexSpec.ensure(mongo.database(), indexes, LIMIT);
  }

  @AfterAll
  static void close() {
    mongo.close();
  }

  @BeforeEach
  void empty() {
    for (MongoCollection<?> collection : List.of(subscriptions, members, rooms, users)) {
      collection.deleteMany(new Document());
    }
  }

  @Test
  void indexes_haveTheNamesOfTheFleet() {
    assertThat(indexNames("subscriptions")).contains("roomId_1_u.account_1");
    assertThat(indexNames("room_members")).contains("rid_1_member.type_1_member.id_1");
    assertThat(indexNames("apps")).contains("assistant_name_idx");
  }

  private static List<String> indexNames(String collection) {
    return mongo.database().getCollection(collection).listIndexes().into(new ArrayList<>()).stream()
        .map(index -> index.getString("name"))
        .toList();
  }

  @Test
  void index_thatDocumentsContradict_isAFailure() {
    MongoCollection<Document> plain = mongo.database().getCollection("contradicting");
    plain.insertMany(List.of(new Document("k", 1), new Document("k", 1)));
    IndexSpec unique = IndexSpec.of("contradicting", Indexes.ascending("k")).asUnique();
    assertThatThrownBy(() -> IndexSpec.ensure(mongo.database(), List.of(unique), LIMIT))
        .isInstanceOf(MongoException.class);
  }

  @Test
  void storedRecords_areReadBackAndHaveTheirTypes() {
    Subscription stored = subscription("s1", "r1", "dora");
    subscriptions.insertOne(stored);
    assertThat(subscriptions.find(Filters.eq("s1")).first()).isEqualTo(inMillis(stored));

    BsonDocument raw =
        mongo.database().getCollection("subscriptions", BsonDocument.class).find().first();
    assertThat(raw.get("roles").getBsonType()).isEqualTo(BsonType.NULL);
    assertThat(raw.get("joinedAt").getBsonType()).isEqualTo(BsonType.DATE_TIME);
    assertThat(raw).doesNotContainKeys("isSubscribed", "lastSeenAt", "threadUnread");
    assertThat(FieldTables.find("Subscription")).isPresent();
  }

  private static Subscription inMillis(Subscription s) {
    return new Subscription(
        s.id(),
        s.u(),
        s.roomId(),
        s.siteId(),
        s.roles(),
        s.name(),
        s.roomType(),
        s.isSubscribed(),
        s.historySharedSince(),
        Timestamps.toMillis(s.joinedAt()),
        s.lastSeenAt(),
        s.hasMention(),
        s.threadUnread(),
        s.alert(),
        s.disableNotification());
  }

  @Test
  void explicitNull_isFoundAsSuch() {
    MongoCollection<ThreadSubscription> threads =
        mongo.collection(CollectionNames.THREAD_SUBSCRIPTIONS, ThreadSubscription.class);
    threads.insertOne(
        new ThreadSubscription("t1", "p", "r", "tr", "u", "dora", "s", null, false, NOW, NOW));
    assertThat(threads.countDocuments(Filters.type("lastSeenAt", BsonType.NULL))).isOne();
    assertThat(threads.find().first().lastSeenAt()).isNull();
  }

  @Test
  void page_hasPartAndTotal() {
    rooms.insertMany(IntStream.range(0, 25).mapToObj(i -> room("r%02d".formatted(i))).toList());
    List<Bson> all = List.of(Aggregates.sort(Sorts.ascending("_id")));
    assertThat(Page.of(rooms, all, PageWindow.of(0, 0)))
        .satisfies(page -> assertThat(page.items()).hasSize(20))
        .extracting(Page::total)
        .isEqualTo(25L);
    assertThat(Page.of(rooms, all, PageWindow.of(20, 10)).items())
        .extracting(Room::id)
        .containsExactly("r20", "r21", "r22", "r23", "r24");
    assertThat(Page.of(rooms, all, PageWindow.of(1_000, 10))).isEqualTo(new Page<>(List.of(), 25));
    assertThat(
            Page.of(
                rooms, List.of(Aggregates.match(Filters.eq("name", "none"))), PageWindow.of(0, 10)))
        .isEqualTo(new Page<>(List.of(), 0));
    assertThat(Page.of(mongo.collection("never_made", Room.class), all, PageWindow.of(0, 10)))
        .isEqualTo(new Page<>(List.of(), 0));
  }

  @Test
  void insertAbsent_storesTheNewAndLeavesTheOld() {
    Subscription old = subscription("old", "r1", "dora");
    subscriptions.insertOne(old);
    Subscription again = subscription("again", "r1", "dora");
    Subscription erin = subscription("erin", "r1", "erin");
    Subscription fay = subscription("fay", "r2", "dora");

    assertThat(BulkWrites.insertAbsent(subscriptions, List.of(again, erin, fay), SUBSCRIPTION_KEY))
        .containsExactly(erin, fay);
    assertThat(BulkWrites.insertAbsent(subscriptions, List.of(again, erin), SUBSCRIPTION_KEY))
        .isEmpty();
    assertThat(BulkWrites.insertAbsent(subscriptions, List.of(), SUBSCRIPTION_KEY)).isEmpty();
    assertThat(subscriptions.find(Filters.eq("roomId", "r1")).into(new ArrayList<>()))
        .containsExactlyInAnyOrder(inMillis(old), inMillis(erin));
  }

  @Test
  void insertAbsent_byManyAtOnce_storesOne() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> writers =
          IntStream.range(0, 16)
              .<Callable<Integer>>mapToObj(
                  n ->
                      () ->
                          BulkWrites.insertAbsent(
                                  subscriptions,
                                  IntStream.range(0, 20)
                                      .mapToObj(i -> subscription(n + "-" + i, "r1", "a" + i))
                                      .toList(),
                                  SUBSCRIPTION_KEY)
                              .size())
              .toList();
      int stored = 0;
      for (Future<Integer> writer : threads.invokeAll(writers)) {
        stored += writer.get();
      }
      assertThat(stored).isEqualTo(20);
    }
    assertThat(subscriptions.countDocuments()).isEqualTo(20);
  }

  @Test
  void insertAbsent_withAnIdThatAnotherHas_isAFailure() {
    subscriptions.insertOne(subscription("same", "r1", "dora"));
    assertThatThrownBy(
            () ->
                BulkWrites.insertAbsent(
                    subscriptions, List.of(subscription("same", "r1", "erin")), SUBSCRIPTION_KEY))
        .isInstanceOf(MongoBulkWriteException.class);
  }

  @Test
  void insertNew_passesOverWhatIsThere() {
    assertThat(BulkWrites.insertNew(members, List.of(row("m1", "u1"), row("m2", "u2"))))
        .isEqualTo(2);
    assertThat(BulkWrites.insertNew(members, List.of(row("m3", "u1"), row("m4", "u4"))))
        .isEqualTo(1);
    assertThat(BulkWrites.insertNew(members, List.of())).isZero();
    assertThat(members.countDocuments()).isEqualTo(3);
    assertThat(members.find(Filters.eq("member.id", "u1")).first().id()).isEqualTo("m1");
  }

  @Test
  void upsertById_makesAndMerges() {
    List<Room> first = IntStream.range(0, 100).mapToObj(i -> room("r" + i)).toList();
    BulkWriteResult made = BulkWrites.upsertById(rooms, first);
    assertThat(made.getUpserts()).hasSize(100);
    assertThat(made.getMatchedCount()).isZero();

    rooms.updateOne(Filters.eq("r7"), new Document("$set", new Document("foreign", 1)));
    BulkWriteResult merged =
        BulkWrites.upsertById(rooms, first.stream().map(r -> renamed(r, "new")).toList());
    assertThat(merged.getUpserts()).isEmpty();
    assertThat(merged.getMatchedCount()).isEqualTo(100);
    assertThat(merged.getModifiedCount()).isEqualTo(100);
    Document seventh = mongo.database().getCollection("rooms").find(Filters.eq("r7")).first();
    assertThat(seventh).containsEntry("foreign", 1).containsEntry("name", "new");
    assertThat(BulkWrites.upsertById(rooms, List.of()).getMatchedCount()).isZero();
  }

  @Test
  void duplicateKey_isToldFromOtherFaults() {
    members.insertOne(row("m1", "u1"));
    assertThatThrownBy(() -> members.insertOne(row("m2", "u1")))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(DuplicateKeys.isOnlyFault(e)).isTrue());
    assertThatThrownBy(() -> mongo.database().runCommand(new Document("noSuchCommand", 1)))
        .isInstanceOfSatisfying(
            MongoCommandException.class,
            e -> {
              assertThat(DuplicateKeys.isOnlyFault(e)).isFalse();
              assertThat(DependencyFaults.away(e)).isFalse();
            });
  }

  @Test
  void candidates_areMeantOnceAndNoBots() {
    seedUsers();
    assertThat(newMembers(List.of("s1"), List.of(), "")).containsExactlyInAnyOrder("ann", "bob");
    assertThat(newMembers(List.of("d1"), List.of(), "")).containsExactlyInAnyOrder("bob", "cat");
    assertThat(newMembers(List.of("s1", "d1"), List.of("bob", "eve"), "ann"))
        .containsExactlyInAnyOrder("bob", "cat", "eve");
    assertThat(newMembers(List.of(), List.of("ann", "help.bot", "p_hook", "ghost"), ""))
        .containsExactly("ann");
    assertThat(newMembers(List.of(), List.of("ann", "bob"), "bob")).containsExactly("ann");
    assertThat(newMembers(List.of("$sectId"), List.of("$account", ".*"), "")).isEmpty();
    assertThatThrownBy(() -> CandidatePipelines.newMembers(List.of(), List.of(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void candidatesOfARoom_areWithoutItsSubscribers() {
    seedUsers();
    subscriptions.insertMany(
        List.of(subscription("1", "r1", "ann"), subscription("2", "r2", "bob")));
    List<Bson> pipeline = CandidatePipelines.newMembers(List.of("s1"), List.of("eve"), "", "r1");
    assertThat(accounts(pipeline)).containsExactlyInAnyOrder("bob", "eve");
    assertThat(
            accounts(CandidatePipelines.newMembers(List.of("s1"), List.of("eve"), "", "$roomId")))
        .containsExactlyInAnyOrder("ann", "bob", "eve");
  }

  @Test
  void addCandidates_tellWhatEachHas() {
    seedUsers();
    subscriptions.insertMany(
        List.of(subscription("1", "r1", "ann"), subscription("2", "r2", "eve")));
    members.insertMany(List.of(row("m1", "u-ann"), row("m2", "u-bob")));
    members.insertOne(
        new RoomMember("m3", "r1", NOW, new MemberEntry("u-cat", "org", "", "", "", false, "", 0)));

    List<Document> rows =
        users
            .aggregate(
                CandidatePipelines.addCandidates(List.of("s1"), List.of("eve", "cat"), "r1"),
                Document.class)
            .into(new ArrayList<>());
    assertThat(rows)
        .containsExactlyInAnyOrder(
            candidate("ann", true, true),
            candidate("bob", false, true),
            candidate("cat", false, false),
            candidate("eve", false, false));
  }

  @Test
  void addCandidates_ofUserWithoutAccount_doNotFail() {
    mongo
        .database()
        .getCollection("users")
        .insertOne(new Document("_id", "x").append("sectId", "s9"));
    List<Document> rows =
        users
            .aggregate(
                CandidatePipelines.addCandidates(List.of("s9"), List.of(), "r1"), Document.class)
            .into(new ArrayList<>());
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst()).containsEntry(CandidatePipelines.HAS_SUBSCRIPTION, false);
  }

  private static Document candidate(String account, boolean subscribed, boolean row) {
    return new Document(CandidatePipelines.ACCOUNT, account)
        .append(CandidatePipelines.HAS_SUBSCRIPTION, subscribed)
        .append(CandidatePipelines.HAS_INDIVIDUAL_ROOM_MEMBER, row);
  }

  private static List<String> newMembers(
      List<String> orgs, List<String> accounts, String excluded) {
    return accounts(CandidatePipelines.newMembers(orgs, accounts, excluded));
  }

  private static List<String> accounts(List<Bson> pipeline) {
    return users.aggregate(pipeline).into(new ArrayList<>()).stream().map(User::account).toList();
  }

  private static void seedUsers() {
    users.insertMany(
        List.of(
            user("ann", "s1", ""),
            user("bob", "s1", "d1"),
            user("cat", "s2", "d1"),
            user("eve", "", ""),
            user("help.bot", "s1", "d1"),
            user("p_hook", "s1", "d1")));
  }

  private static User user(String account, String sectId, String deptId) {
    return new User("u-" + account, account, "s", sectId, "", "", deptId, "", "", "", "", "");
  }

  private static Subscription subscription(String id, String roomId, String account) {
    return new Subscription(
        id,
        new SubscriptionUser("u-" + account, account),
        roomId,
        "site-x",
        null,
        "",
        "dm",
        false,
        null,
        NOW,
        null,
        false,
        List.of(),
        false,
        false);
  }

  private static RoomMember row(String id, String userId) {
    return new RoomMember(
        id, "r1", NOW, new MemberEntry(userId, "individual", userId, "", "", false, "", 0));
  }

  private static Room room(String id) {
    return renamed(
        new Room(
            id, "", "channel", "s", 0, 0, null, "", null, null, NOW, NOW, false, List.of(),
            List.of()),
        "old");
  }

  private static Room renamed(Room r, String name) {
    return new Room(
        r.id(),
        name,
        r.type(),
        r.siteId(),
        r.userCount(),
        r.appCount(),
        r.lastMsgAt(),
        r.lastMsgId(),
        r.lastMentionAllAt(),
        r.minUserLastSeenAt(),
        r.createdAt(),
        r.updatedAt(),
        r.restricted(),
        r.uids(),
        r.accounts());
  }
}
