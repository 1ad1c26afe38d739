package chat.stores;

import chat.model.Subscription;
import chat.model.SubscriptionUser;
import chat.model.Timestamps;
import java.time.Instant;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** Documents of {@code subscriptions} (contract 01 §2.2). */
final class SubscriptionCodec implements Codec<Subscription> {
  private static final SubscriptionUser NO_U = new SubscriptionUser("", "");
  private final Codec<SubscriptionUser> uCodec = new SubscriptionUserCodec();

  @Override
  public void encode(BsonWriter writer, Subscription value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("_id", value.id());
    out.document("u", value.u(), uCodec);
    out.text("roomId", value.roomId());
    out.text("siteId", value.siteId());
    out.textsOrNull("roles", value.roles());
    out.text("name", value.name());
    out.text("roomType", value.roomType());
    out.flagUnlessFalse("isSubscribed", value.isSubscribed());
    out.timeUnlessAbsent("historySharedSince", value.historySharedSince());
    out.time("joinedAt", value.joinedAt());
    out.timeUnlessAbsent("lastSeenAt", value.lastSeenAt());
    out.flag("hasMention", value.hasMention());
    out.textsUnlessEmpty("threadUnread", value.threadUnread());
    out.flag("alert", value.alert());
    out.flag("disableNotification", value.disableNotification());
    out.end();
  }

  @Override
  public Subscription decode(BsonReader in, DecoderContext context) {
    String id = "";
    SubscriptionUser u = NO_U;
    String roomId = "";
    String siteId = "";
    @Nullable List<String> roles = null;
    String name = "";
    String roomType = "";
    boolean isSubscribed = false;
    @Nullable Instant historySharedSince = null;
    Instant joinedAt = Timestamps.ZERO;
    @Nullable Instant lastSeenAt = null;
    boolean hasMention = false;
    List<String> threadUnread = List.of();
    boolean alert = false;
    boolean disableNotification = false;
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "_id" -> id = BsonIn.text(in);
        case "u" -> u = BsonIn.document(in, uCodec, NO_U);
        case "roomId" -> roomId = BsonIn.text(in);
        case "siteId" -> siteId = BsonIn.text(in);
        case "roles" -> roles = BsonIn.textsOrNull(in);
        case "name" -> name = BsonIn.text(in);
        case "roomType" -> roomType = BsonIn.text(in);
        case "isSubscribed" -> isSubscribed = BsonIn.flag(in);
        case "historySharedSince" -> historySharedSince = BsonIn.timeOrNull(in);
        case "joinedAt" -> joinedAt = BsonIn.time(in);
        case "lastSeenAt" -> lastSeenAt = BsonIn.timeOrNull(in);
        case "hasMention" -> hasMention = BsonIn.flag(in);
        case "threadUnread" -> threadUnread = BsonIn.texts(in);
        case "alert" -> alert = BsonIn.flag(in);
        case "disableNotification" -> disableNotification = BsonIn.flag(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new Subscription(
        id,
        u,
        roomId,
        siteId,
        roles,
        name,
        roomType,
        isSubscribed,
        historySharedSince,
        joinedAt,
        lastSeenAt,
        hasMention,
        threadUnread,
        alert,
        disableNotification);
  }

  @Override
  public Class<Subscription> getEncoderClass() {
    return Subscription.class;
  }
}
