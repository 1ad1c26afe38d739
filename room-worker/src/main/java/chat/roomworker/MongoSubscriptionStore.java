package chat.roomworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import chat.model.Subscription;
import chat.stores.BulkWrites;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;

/** Subscriptions in MongoDB; {@code roomId_1_u.account_1} keeps them single. */
final class MongoSubscriptionStore implements SubscriptionStore {
  private final MongoCollection<Subscription> subscriptions;

  MongoSubscriptionStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  @Override
  public void insertAbsent(List<Subscription> wanted) {
    BulkWrites.insertAbsent(
        subscriptions,
        wanted,
        subscription ->
            and(eq("roomId", subscription.roomId()), eq("u.account", subscription.u().account())));
  }

  @Override
  public List<Subscription> ofRoom(String roomId) {
    return subscriptions.find(eq("roomId", roomId)).into(new ArrayList<>());
  }
}
