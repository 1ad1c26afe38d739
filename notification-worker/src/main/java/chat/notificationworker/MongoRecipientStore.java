package chat.notificationworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import chat.model.Bots;
import chat.model.Subscription;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Members in {@code subscriptions}, found through {@code roomId_1_u.account_1}: of each document
 * only who it is.
 */
final class MongoRecipientStore implements RecipientStore {
  private static final Bson WHO = Projections.include("u");

  private final MongoCollection<Subscription> subscriptions;

  MongoRecipientStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  @Override
  public List<Recipient> of(String roomId) {
    List<Recipient> recipients = new ArrayList<>();
    // "not true" also holds for documents without the field
    Bson wanted = and(eq("roomId", roomId), ne("disableNotification", true));
    for (Subscription member : subscriptions.find(wanted).projection(WHO)) {
      if (!Bots.isBot(member.u().account())) {
        recipients.add(new Recipient(member.u().id(), member.u().account()));
      }
    }
    return recipients;
  }
}
