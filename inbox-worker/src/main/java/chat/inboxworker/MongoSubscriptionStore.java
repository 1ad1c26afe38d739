package chat.inboxworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import chat.model.Subscription;
import chat.stores.BulkWrites;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions in MongoDB; {@code roomId_1_u.account_1}, which room-service makes, keeps them
 * single. One field is beside the contract's: {@code rolesAt}, the time of the event that set the
 * roles.
 */
final class MongoSubscriptionStore implements SubscriptionStore {
  private static final String LAST_SEEN_AT = "lastSeenAt";
  private static final String ROLES_AT = "rolesAt";
  private static final CountOptions ANY = new CountOptions().limit(1);

  private final MongoCollection<Subscription> subscriptions;

  MongoSubscriptionStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  private static Bson member(String roomId, String account) {
    return and(eq("roomId", roomId), eq("u.account", account));
  }

  private static Bson members(String roomId, Collection<String> accounts) {
    return and(eq("roomId", roomId), in("u.account", accounts));
  }

  @Override
  public void insertAbsent(List<Subscription> wanted) {
    BulkWrites.insertAbsent(subscriptions, wanted, s -> member(s.roomId(), s.u().account()));
  }

  @Override
  public void remove(String roomId, Collection<String> accounts) {
    subscriptions.deleteMany(members(roomId, accounts));
  }

  @Override
  public void removeJoinedUntil(String roomId, Collection<String> accounts, Instant joinedAt) {
    subscriptions.deleteMany(and(members(roomId, accounts), lte("joinedAt", joinedAt)));
  }

  @Override
  public RoleChange setRoles(
      String roomId, String account, List<String> roles, @Nullable Instant at) {
    Bson member = member(roomId, account);
    long found =
        at == null
            ? subscriptions.updateOne(member, set("roles", roles)).getMatchedCount()
            : subscriptions
                .updateOne(
                    and(member, not(gt(ROLES_AT, at))), // also true without the field
                    combine(set("roles", roles), set(ROLES_AT, at)))
                .getMatchedCount();
    if (found > 0) {
      return RoleChange.APPLIED;
    }
    return subscriptions.countDocuments(member, ANY) > 0
        ? RoleChange.SUPERSEDED
        : RoleChange.NO_SUBSCRIPTION;
  }

  @Override
  public void markRead(String roomId, String account, Instant lastSeenAt, boolean alert) {
    subscriptions.updateOne(
        and(member(roomId, account), not(gte(LAST_SEEN_AT, lastSeenAt))),
        combine(set(LAST_SEEN_AT, lastSeenAt), set("alert", alert)));
  }
}
