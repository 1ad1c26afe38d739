package chat.broadcastworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import chat.broadcastworker.RoomStore.LastMessage;
import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Room;
import chat.model.Subscription;
import chat.runtime.Secret;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
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
  }

  @AfterAll
  static void close() {
    mongo.close();
  }

  private static MongoCollection<Document> stored(String collection) {
    return mongo.database().getCollection(collection);
  }

  @Nested
  class Rooms extends RoomStoreContract {
    @Override
    RoomStore storeOf(Room room) {
      MongoCollection<Room> rooms = mongo.collection(CollectionNames.ROOMS, Room.class);
      rooms.deleteMany(new Document());
      rooms.insertOne(room);
      return new MongoRoomStore(mongo);
    }

    @Test
    void pointers_areDatesBesideForeignFields() {
      stored(CollectionNames.ROOMS)
          .updateOne(eq("_id", Samples.ROOM), new Document("$set", new Document("foreign", 1)));
      Instant at = Instant.parse("2026-02-02T02:41:07.918Z");
      new MongoRoomStore(mongo).advance(new LastMessage(Samples.ROOM, "m1", at, true));

      assertThat(stored(CollectionNames.ROOMS).find(eq("_id", Samples.ROOM)).first())
          .containsEntry("lastMsgAt", Date.from(at))
          .containsEntry("lastMentionAllAt", Date.from(at))
          .containsEntry("updatedAt", Date.from(at))
          .containsEntry("foreign", 1);
    }

    @Test
    void storedNullPointer_countsAsAbsent() {
      stored(CollectionNames.ROOMS)
          .updateOne(
              eq("_id", Samples.ROOM), new Document("$set", new Document("lastMsgAt", null)));
      var rooms = new MongoRoomStore(mongo);

      assertThat(rooms.advance(new LastMessage(Samples.ROOM, "m1", Instant.EPOCH, false))).isTrue();
      assertThat(rooms.find(Samples.ROOM).orElseThrow().lastMsgId()).isEqualTo("m1");
    }
  }

  @Nested
  class Subscriptions extends SubscriptionStoreContract {
    @Override
    SubscriptionStore storeOf(List<Subscription> subscriptions) {
      MongoCollection<Subscription> all =
          mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
      all.deleteMany(new Document());
      all.insertMany(subscriptions);
      return new MongoSubscriptionStore(mongo);
    }

    @Override
    List<String> mentionedIn(String roomId) {
      return mongo
          .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
          .find(and(eq("roomId", roomId), eq("hasMention", true)))
          .map(s -> s.u().account())
          .into(new ArrayList<>());
    }

    @Test
    void nothingButTheFlag_isWritten() {
      Document before = marie();
      new MongoSubscriptionStore(mongo).markMentioned("r1", List.of("marie"));

      before.put("hasMention", true);
      assertThat(marie()).isEqualTo(before);
    }

    private Document marie() {
      return stored(CollectionNames.SUBSCRIPTIONS)
          .find(and(eq("roomId", "r1"), eq("u.account", "marie")))
          .first();
    }
  }
}
