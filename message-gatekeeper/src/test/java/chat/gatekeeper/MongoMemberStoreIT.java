package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.runtime.Secret;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@LocalServers
class MongoMemberStoreIT extends MemberStoreContract {
  private final MongoConnection mongo;

  MongoMemberStoreIT(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
  }

  @AfterEach
  void close() {
    mongo.database().getCollection("subscriptions").drop();
    mongo.close();
  }

  @Override
  MemberStore store() {
    return new MongoMemberStore(mongo);
  }

  @Override
  void subscribe(String roomId, String userId, String account, List<String> roles) {
    insert(roomId, new Document("_id", userId).append("account", account), roles);
  }

  private void insert(String roomId, Object user, Object roles) {
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", roomId + user)
                .append("u", user)
                .append("roomId", roomId)
                .append("roles", roles)
                .append("name", 5)); // a field nobody asks for may hold anything
  }

  @Test
  void brokenDocument_isAFailureOfItsOwn() {
    insert("room9", new Document("_id", 5).append("account", "kenji"), List.of());
    assertThatThrownBy(() -> store().find("room9", "kenji"))
        .isInstanceOf(RuntimeException.class)
        .matches(fault -> !chat.stores.DependencyFaults.ALL.away(fault));
  }
}
