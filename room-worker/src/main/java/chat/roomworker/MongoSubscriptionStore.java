package chat.roomworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import chat.model.Subscription;
import chat.stores.BulkWrites;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.conversions.Bson;

/** Subscriptions in MongoDB; {@code roomId_1_u.account_1} keeps them single. */
final class MongoSubscriptionStore implements SubscriptionStore {
  private static final String ROOM_ID = "roomId";
  private static final String ACCOUNT = "u.account";
  private static final String ROLES = "roles";

  private final MongoCollection<Subscription> subscriptions;

  MongoSubscriptionStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  @Override
  public void insertAbsent(List<Subscription> wanted) {
    BulkWrites.insertAbsent(
        subscriptions,
        wanted,
        subscription -> member(subscription.roomId(), subscription.u().account()));
  }

  @Override
  public List<Subscription> ofRoom(String roomId) {
    return subscriptions.find(eq(ROOM_ID, roomId)).into(new ArrayList<>());
  }

  @Override
  public List<Subscription> find(String roomId, Collection<String> accounts) {
    return accounts.isEmpty()
        ? List.of()
        : subscriptions.find(members(roomId, accounts)).into(new ArrayList<>());
  }

  @Override
  public boolean addRole(String roomId, String account, String role) {
    return change(roomId, account, Updates.addToSet(ROLES, role));
  }

  @Override
  public boolean removeRole(String roomId, String account, String role) {
    return change(roomId, account, Updates.pull(ROLES, role));
  }

  private boolean change(String roomId, String account, Bson update) {
    return subscriptions.updateOne(member(roomId, account), update).getMatchedCount() > 0;
  }

  @Override
  public void delete(String roomId, Collection<String> accounts) {
    if (!accounts.isEmpty()) {
      subscriptions.deleteMany(members(roomId, accounts));
    }
  }

  private static Bson member(String roomId, String account) {
    return and(eq(ROOM_ID, roomId), eq(ACCOUNT, account));
  }

  private static Bson members(String roomId, Collection<String> accounts) {
    return and(eq(ROOM_ID, roomId), in(ACCOUNT, accounts));
  }
}
