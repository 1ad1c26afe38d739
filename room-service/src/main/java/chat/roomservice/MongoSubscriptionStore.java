package chat.roomservice;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import chat.model.RoomType;
import chat.model.Subscription;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * Subscriptions in MongoDB, found through {@code roomId_1_u.account_1} and {@code
 * u.account_1_name_1}.
 */
final class MongoSubscriptionStore implements SubscriptionStore {
  private static final String ROOM_ID = "roomId";
  private static final String ACCOUNT = "u.account";

  private final MongoCollection<Subscription> subscriptions;

  MongoSubscriptionStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  @Override
  public Optional<Subscription> find(String roomId, String account) {
    return Optional.ofNullable(
        subscriptions.find(and(eq(ROOM_ID, roomId), eq(ACCOUNT, account))).first());
  }

  @Override
  public Optional<Subscription> findDirect(String account, String counterpart) {
    return Optional.ofNullable(
        subscriptions
            .find(
                and(
                    eq(ACCOUNT, account),
                    eq("name", counterpart),
                    in("roomType", RoomType.DM, RoomType.BOT_DM)))
            .first());
  }

  @Override
  public List<String> roomIdsOf(String account) {
    return subscriptions
        .withDocumentClass(BsonDocument.class)
        .find(eq(ACCOUNT, account))
        .projection(Projections.include(ROOM_ID))
        .map(document -> document.getString(ROOM_ID).getValue())
        .into(new ArrayList<>());
  }
}
