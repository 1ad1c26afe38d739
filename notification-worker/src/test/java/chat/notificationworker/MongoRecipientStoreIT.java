package chat.notificationworker;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.runtime.Secret;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@LocalServers
class MongoRecipientStoreIT extends RecipientStoreContract {
  private static MongoConnection mongo;

  @BeforeAll
  static void open(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
  }

  @AfterAll
  static void close() {
    mongo.close();
  }

  @Override
  RecipientStore store() {
    return new MongoRecipientStore(mongo);
  }

  @Override
  void insert(String roomId, Recipient member, Boolean muted) {
    var document =
        new Document("_id", roomId + member.userId())
            .append("roomId", roomId)
            .append("u", new Document("_id", member.userId()).append("account", member.account()));
    if (muted != null) {
      document.append("disableNotification", muted);
    }
    mongo.database().getCollection(CollectionNames.SUBSCRIPTIONS).insertOne(document);
  }
}
