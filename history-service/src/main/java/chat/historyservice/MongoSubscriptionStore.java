package chat.historyservice;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import chat.model.Subscription;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Subscriptions in MongoDB, found through {@code roomId_1_u.account_1}. */
final class MongoSubscriptionStore implements SubscriptionStore {
  private static final Bson FIELDS = fields(include("historySharedSince"), excludeId());

  private final MongoCollection<Subscription> subscriptions;

  MongoSubscriptionStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  @Override
  public Optional<Membership> find(String roomId, String account) {
    Subscription found =
        subscriptions
            .find(and(eq("u.account", account), eq("roomId", roomId)))
            .projection(FIELDS)
            .first();
    return found == null
        ? Optional.empty()
        : Optional.of(new Membership(found.historySharedSince()));
  }
}
