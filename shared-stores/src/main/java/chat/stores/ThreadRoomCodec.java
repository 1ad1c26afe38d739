package chat.stores;

import chat.model.ThreadRoom;
import chat.model.Timestamps;
import java.time.Instant;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Documents of {@code thread_rooms} (contract 01 §2.2). */
final class ThreadRoomCodec implements Codec<ThreadRoom> {
  @Override
  public void encode(BsonWriter writer, ThreadRoom value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("_id", value.id());
    out.text("parentMessageId", value.parentMessageId());
    out.time("threadParentCreatedAt", value.threadParentCreatedAt());
    out.text("roomId", value.roomId());
    out.text("siteId", value.siteId());
    out.time("lastMsgAt", value.lastMsgAt());
    out.text("lastMsgId", value.lastMsgId());
    out.texts("replyAccounts", value.replyAccounts());
    out.time("createdAt", value.createdAt());
    out.time("updatedAt", value.updatedAt());
    out.end();
  }

  @Override
  public ThreadRoom decode(BsonReader in, DecoderContext context) {
    String id = "";
    String parentMessageId = "";
    Instant threadParentCreatedAt = Timestamps.ZERO;
    String roomId = "";
    String siteId = "";
    Instant lastMsgAt = Timestamps.ZERO;
    String lastMsgId = "";
    List<String> replyAccounts = List.of();
    Instant createdAt = Timestamps.ZERO;
    Instant updatedAt = Timestamps.ZERO;
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "_id" -> id = BsonIn.text(in);
        case "parentMessageId" -> parentMessageId = BsonIn.text(in);
        case "threadParentCreatedAt" -> threadParentCreatedAt = BsonIn.time(in);
        case "roomId" -> roomId = BsonIn.text(in);
        case "siteId" -> siteId = BsonIn.text(in);
        case "lastMsgAt" -> lastMsgAt = BsonIn.time(in);
        case "lastMsgId" -> lastMsgId = BsonIn.text(in);
        case "replyAccounts" -> replyAccounts = BsonIn.texts(in);
        case "createdAt" -> createdAt = BsonIn.time(in);
        case "updatedAt" -> updatedAt = BsonIn.time(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new ThreadRoom(
        id,
        parentMessageId,
        threadParentCreatedAt,
        roomId,
        siteId,
        lastMsgAt,
        lastMsgId,
        replyAccounts,
        createdAt,
        updatedAt);
  }

  @Override
  public Class<ThreadRoom> getEncoderClass() {
    return ThreadRoom.class;
  }
}
