package chat.broadcastworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import chat.model.Subscription;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.conversions.Bson;

/** Subscriptions in MongoDB. This service writes their {@code hasMention} only. */
final class MongoSubscriptionStore implements SubscriptionStore {
  private static final String ROOM_ID = "roomId";
  private static final String ACCOUNT = "u.account";
  private static final Bson WHO = Projections.include(ACCOUNT);
  private static final Bson MENTIONED = Updates.set("hasMention", true);

  private final MongoCollection<Subscription> subscriptions;

  MongoSubscriptionStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  @Override
  public void markMentioned(String roomId, Collection<String> accounts) {
    subscriptions.updateMany(and(eq(ROOM_ID, roomId), in(ACCOUNT, accounts)), MENTIONED);
  }

  @Override
  public List<String> accountsOf(String roomId) {
    return subscriptions
        .find(eq(ROOM_ID, roomId))
        .projection(WHO)
        .map(subscription -> subscription.u().account())
        .into(new ArrayList<>());
  }
}
