package chat.stores;

import chat.model.ThreadSubscription;
import chat.model.Timestamps;
import java.time.Instant;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** Documents of {@code thread_subscriptions} (contract 01 §2.2). */
final class ThreadSubscriptionCodec implements Codec<ThreadSubscription> {
  @Override
  public void encode(BsonWriter writer, ThreadSubscription value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("_id", value.id());
    out.text("parentMessageId", value.parentMessageId());
    out.text("roomId", value.roomId());
    out.text("threadRoomId", value.threadRoomId());
    out.text("userId", value.userId());
    out.text("userAccount", value.userAccount());
    out.text("siteId", value.siteId());
    out.timeOrNull("lastSeenAt", value.lastSeenAt());
    out.flag("hasMention", value.hasMention());
    out.time("createdAt", value.createdAt());
    out.time("updatedAt", value.updatedAt());
    out.end();
  }

  @Override
  public ThreadSubscription decode(BsonReader in, DecoderContext context) {
    String id = "";
    String parentMessageId = "";
    String roomId = "";
    String threadRoomId = "";
    String userId = "";
    String userAccount = "";
    String siteId = "";
    @Nullable Instant lastSeenAt = null;
    boolean hasMention = false;
    Instant createdAt = Timestamps.ZERO;
    Instant updatedAt = Timestamps.ZERO;
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "_id" -> id = BsonIn.text(in);
        case "parentMessageId" -> parentMessageId = BsonIn.text(in);
        case "roomId" -> roomId = BsonIn.text(in);
        case "threadRoomId" -> threadRoomId = BsonIn.text(in);
        case "userId" -> userId = BsonIn.text(in);
        case "userAccount" -> userAccount = BsonIn.text(in);
        case "siteId" -> siteId = BsonIn.text(in);
        case "lastSeenAt" -> lastSeenAt = BsonIn.timeOrNull(in);
        case "hasMention" -> hasMention = BsonIn.flag(in);
        case "createdAt" -> createdAt = BsonIn.time(in);
        case "updatedAt" -> updatedAt = BsonIn.time(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new ThreadSubscription(
        id,
        parentMessageId,
        roomId,
        threadRoomId,
        userId,
        userAccount,
        siteId,
        lastSeenAt,
        hasMention,
        createdAt,
        updatedAt);
  }

  @Override
  public Class<ThreadSubscription> getEncoderClass() {
    return ThreadSubscription.class;
  }
}
