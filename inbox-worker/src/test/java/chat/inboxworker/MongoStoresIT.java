package chat.inboxworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import chat.inboxworker.MembershipMarks.Mark;
import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Room;
import chat.model.Subscription;
import chat.model.SubscriptionUser;
import chat.model.ThreadSubscription;
import chat.runtime.Secret;
import chat.stores.CollectionNames;
import chat.stores.IndexSpec;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract suites on a real server, and what only the stored form shows. */
@LocalServers
class MongoStoresIT {
  private static MongoConnection mongo;

  @BeforeAll
  static void connect(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    // room-service makes it
    IndexSpec.ensure(
        mongo.database(),
        List.of(
            IndexSpec.of(CollectionNames.SUBSCRIPTIONS, Indexes.ascending("roomId", "u.account"))
                .asUnique()),
        Duration.ofSeconds(10));
  }

  @AfterAll
  static void close() {
    mongo.close();
  }

  private static MongoCollection<Document> emptied(String collection) {
    MongoCollection<Document> documents = mongo.database().getCollection(collection);
    documents.deleteMany(new Document());
    return documents;
  }

  @Nested
  class Subscriptions extends SubscriptionStoreContract {
    private final MongoCollection<Document> documents = emptied(CollectionNames.SUBSCRIPTIONS);

    @Override
    SubscriptionStore emptyStore() {
      return new MongoSubscriptionStore(mongo);
    }

    @Override
    Optional<Subscription> stored(String account) {
      return Optional.ofNullable(
          mongo
              .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
              .find(and(eq("roomId", Samples.ROOM), eq("u.account", account)))
              .first());
    }

    @Test
    void directSubscription_hasRolesOfNullAndLeavesOutWhatIsUnset() {
      var direct =
          new Subscription(
              "s1",
              new SubscriptionUser("u-1", "dm"),
              "r-dm",
              Samples.HOME,
              null,
              "kenji",
              "dm",
              false,
              null,
              Instant.EPOCH,
              null,
              false,
              List.of(),
              false,
              false);
      new MongoSubscriptionStore(mongo).insertAbsent(List.of(direct));

      Document stored = documents.find(eq("roomId", "r-dm")).first();
      assertThat(stored)
          .containsEntry("roles", null)
          .doesNotContainKeys("isSubscribed", "historySharedSince", "lastSeenAt", "threadUnread");
      assertThat(stored.keySet())
          .containsExactlyInAnyOrder(
              "_id",
              "u",
              "roomId",
              "siteId",
              "roles",
              "name",
              "roomType",
              "joinedAt",
              "hasMention",
              "alert",
              "disableNotification");
    }

    @Test
    void storedNullOfLastSeenAt_countsAsAbsent() {
      documents.updateOne(
          eq("u.account", "marie"), new Document("$set", new Document("lastSeenAt", null)));
      new MongoSubscriptionStore(mongo)
          .markRead(Samples.ROOM, "marie", Instant.ofEpochMilli(5), true);

      assertThat(stored("marie").orElseThrow().lastSeenAt()).isEqualTo(Instant.ofEpochMilli(5));
    }
  }

  @Nested
  class Marks extends MembershipMarksContract {
    private final MongoCollection<Document> documents = emptied(MongoMembershipMarks.COLLECTION);

    @Override
    MembershipMarks noMarks() {
      var marks = new MongoMembershipMarks(mongo, Clock.systemUTC());
      marks.ensureIndex();
      return marks;
    }

    @Test
    void marks_areDatedAndExpire() {
      noMarks().advance("r1", List.of("marie"), new Mark(false, 100));

      assertThat(documents.find().first())
          .containsEntry("_id", "r1 marie")
          .containsEntry("timestamp", 100L)
          .containsEntry("member", false)
          .containsKey("at");
      assertThat(documents.listIndexes())
          .anySatisfy(index -> assertThat(index.get("expireAfterSeconds")).hasToString("2592000"));
    }

    @Test
    void firstMarksAtOneMoment_endWithTheLatest() throws Exception {
      MembershipMarks marks = noMarks();
      for (int round = 0; round < 20; round++) {
        String room = "race" + round;
        List<Thread> writers = new ArrayList<>();
        var refusedLatest = new ConcurrentLinkedQueue<String>();
        for (long at = 1; at <= 4; at++) {
          long timestamp = at;
          writers.add(
              Thread.startVirtualThread(
                  () -> {
                    if (marks.advance(room, List.of("marie"), new Mark(false, timestamp)).isEmpty()
                        && timestamp == 4) {
                      refusedLatest.add(room);
                    }
                  }));
        }
        for (Thread writer : writers) {
          writer.join();
        }
        assertThat(refusedLatest).isEmpty();
        assertThat(marks.changedAfter(room, "marie", 3)).isTrue();
      }
    }
  }

  @Nested
  class Rooms extends RoomStoreContract {
    @Override
    RoomStore emptyStore() {
      emptied(CollectionNames.ROOMS);
      return new MongoRoomStore(mongo);
    }

    @Override
    Optional<Room> stored(String roomId) {
      return Optional.ofNullable(
          mongo.collection(CollectionNames.ROOMS, Room.class).find(eq("_id", roomId)).first());
    }

    @Test
    void foreignFields_stay() {
      RoomStore rooms = emptyStore();
      rooms.merge(Samples.room("one"));
      MongoCollection<Document> documents = mongo.database().getCollection(CollectionNames.ROOMS);
      documents.updateOne(new Document(), new Document("$set", new Document("foreign", 1)));
      rooms.merge(Samples.room("two"));

      assertThat(documents.find().first())
          .containsEntry("foreign", 1)
          .containsEntry("name", "two")
          .doesNotContainKeys("id", "restricted", "uids", "accounts", "lastMsgAt");
    }
  }

  @Nested
  class Threads extends ThreadSubscriptionStoreContract {
    @Override
    ThreadSubscriptionStore emptyStore() {
      emptied(CollectionNames.THREAD_SUBSCRIPTIONS);
      var store = new MongoThreadSubscriptionStore(mongo);
      store.ensureIndex();
      return store;
    }

    @Override
    List<ThreadSubscription> stored() {
      return mongo
          .collection(CollectionNames.THREAD_SUBSCRIPTIONS, ThreadSubscription.class)
          .find()
          .into(new ArrayList<>());
    }

    @Test
    void neverRead_isAnExplicitNull() {
      emptyStore().upsert(Samples.thread("t1", true, Instant.EPOCH));

      assertThat(
              mongo.database().getCollection(CollectionNames.THREAD_SUBSCRIPTIONS).find().first())
          .containsEntry("lastSeenAt", null)
          .containsEntry("_id", "t1");
    }

    @Test
    void index_isTheOneOfTheOtherServices() {
      emptyStore();

      assertThat(mongo.database().getCollection(CollectionNames.THREAD_SUBSCRIPTIONS).listIndexes())
          .anySatisfy(
              index ->
                  assertThat(index)
                      .containsEntry("name", "threadRoomId_1_userAccount_1")
                      .containsEntry("unique", true))
          .noneSatisfy(index -> assertThat(index).containsEntry("name", "threadRoomId_1_userId_1"));
    }
  }
}
