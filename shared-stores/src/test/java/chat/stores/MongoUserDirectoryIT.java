package chat.stores;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.User;
import chat.runtime.Secret;
import com.mongodb.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@LocalServers
class MongoUserDirectoryIT extends UserDirectoryContract {
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

  @Override
  UserDirectory directoryOf(List<User> users) {
    MongoCollection<User> collection = mongo.collection(CollectionNames.USERS, User.class);
    collection.deleteMany(new Document());
    collection.insertMany(users);
    return new MongoUserDirectory(mongo);
  }
}
