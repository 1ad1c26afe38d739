package chat.roomservice;

import static com.mongodb.client.model.Filters.eq;

import chat.model.App;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.Optional;

/** Apps in MongoDB, found through {@code assistant_name_idx}. */
final class MongoAppStore implements AppStore {
  private final MongoCollection<App> apps;

  MongoAppStore(MongoConnection mongo) {
    apps = mongo.collection(CollectionNames.APPS, App.class);
  }

  @Override
  public Optional<App> findByAssistant(String botAccount) {
    return Optional.ofNullable(apps.find(eq("assistant.name", botAccount)).first());
  }
}
