package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.runtime.Secret;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@LocalServers
class MongoStoresIT extends RoomStoreContract {
  private static final Instant SINCE = Instant.parse("2026-02-02T02:41:07.918Z");

  private final MongoConnection mongo;

  MongoStoresIT(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
  }

  @AfterEach
  void close() {
    mongo.database().getCollection("rooms").drop();
    mongo.database().getCollection("subscriptions").drop();
    mongo.close();
  }

  @Override
  RoomStore store() {
    return new MongoRoomStore(mongo);
  }

  @Override
  void insert(String roomId, Instant createdAt, Instant lastMsgAt, Instant readFloor) {
    var room = new Document("_id", roomId).append("name", 5);
    put(room, "createdAt", createdAt);
    put(room, "lastMsgAt", lastMsgAt);
    put(room, "minUserLastSeenAt", readFloor);
    mongo.database().getCollection("rooms").insertOne(room);
  }

  private static void put(Document document, String field, Instant time) {
    if (time != null) {
      document.append(field, Date.from(time));
    }
  }

  @Test
  void zeroTimes_areUnknown() {
    Date zero = new Date(-62135596800000L);
    mongo
        .database()
        .getCollection("rooms")
        .insertOne(new Document("_id", "zero").append("createdAt", zero).append("lastMsgAt", zero));
    assertThat(store().times("zero")).contains(new RoomTimes(null, null));
  }

  @Test
  void subscription_tellsSinceWhenOneMayRead() {
    subscribe("r", "kenji", new Document("historySharedSince", Date.from(SINCE)));
    subscribe("r", "marie", new Document("historySharedSince", null));
    subscribe("r", "dora", new Document());
    SubscriptionStore subscriptions = new MongoSubscriptionStore(mongo);
    assertThat(subscriptions.find("r", "kenji")).contains(new Membership(SINCE));
    assertThat(subscriptions.find("r", "marie")).contains(new Membership(null));
    assertThat(subscriptions.find("r", "dora")).contains(new Membership(null));
    assertThat(subscriptions.find("r", "nobody")).isEmpty();
    assertThat(subscriptions.find("s", "kenji")).isEmpty();
  }

  private void subscribe(String roomId, String account, Document more) {
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", roomId + account)
                .append("roomId", roomId)
                .append("u", new Document("account", account))
                .append("roles", 5)
                .append("more", 1)
                .append("historySharedSince", more.get("historySharedSince")));
  }
}
