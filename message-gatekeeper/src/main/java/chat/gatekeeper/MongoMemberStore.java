package chat.gatekeeper;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import chat.model.Subscription;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Members in {@code subscriptions}, found through {@code roomId_1_u.account_1}. */
final class MongoMemberStore implements MemberStore {
  private static final Bson FIELDS = include("u", "roles");

  private final MongoCollection<Subscription> subscriptions;

  MongoMemberStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  @Override
  public Optional<Member> find(String roomId, String account) {
    Subscription found =
        subscriptions
            .find(and(eq("roomId", roomId), eq("u.account", account)))
            .projection(FIELDS)
            .first();
    return Optional.ofNullable(found).map(MongoMemberStore::member);
  }

  private static Member member(Subscription subscription) {
    List<String> roles = subscription.roles();
    return new Member(
        subscription.u().id(), subscription.u().account(), roles == null ? List.of() : roles);
  }
}
