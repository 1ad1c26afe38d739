package chat.stores;

import chat.model.Room;
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

/** Documents of {@code rooms} (contract 01 §2.2). */
final class RoomCodec implements Codec<Room> {
  @Override
  public void encode(BsonWriter writer, Room value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("_id", value.id());
    out.text("name", value.name());
    out.text("type", value.type());
    out.text("siteId", value.siteId());
    out.integer("userCount", value.userCount());
    out.integer("appCount", value.appCount());
    out.timeUnlessAbsent("lastMsgAt", value.lastMsgAt());
    out.text("lastMsgId", value.lastMsgId());
    out.timeUnlessAbsent("lastMentionAllAt", value.lastMentionAllAt());
    out.timeUnlessAbsent("minUserLastSeenAt", value.minUserLastSeenAt());
    out.time("createdAt", value.createdAt());
    out.time("updatedAt", value.updatedAt());
    out.flagUnlessFalse("restricted", value.restricted());
    out.textsUnlessEmpty("uids", value.uids());
    out.textsUnlessEmpty("accounts", value.accounts());
    out.end();
  }

  @Override
  public Room decode(BsonReader in, DecoderContext context) {
    String id = "";
    String name = "";
    String type = "";
    String siteId = "";
    long userCount = 0;
    long appCount = 0;
    @Nullable Instant lastMsgAt = null;
    String lastMsgId = "";
    @Nullable Instant lastMentionAllAt = null;
    @Nullable Instant minUserLastSeenAt = null;
    Instant createdAt = Timestamps.ZERO;
    Instant updatedAt = Timestamps.ZERO;
    boolean restricted = false;
    List<String> uids = List.of();
    List<String> accounts = List.of();
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "_id" -> id = BsonIn.text(in);
        case "name" -> name = BsonIn.text(in);
        case "type" -> type = BsonIn.text(in);
        case "siteId" -> siteId = BsonIn.text(in);
        case "userCount" -> userCount = BsonIn.integer(in);
        case "appCount" -> appCount = BsonIn.integer(in);
        case "lastMsgAt" -> lastMsgAt = BsonIn.timeOrNull(in);
        case "lastMsgId" -> lastMsgId = BsonIn.text(in);
        case "lastMentionAllAt" -> lastMentionAllAt = BsonIn.timeOrNull(in);
        case "minUserLastSeenAt" -> minUserLastSeenAt = BsonIn.timeOrNull(in);
        case "createdAt" -> createdAt = BsonIn.time(in);
        case "updatedAt" -> updatedAt = BsonIn.time(in);
        case "restricted" -> restricted = BsonIn.flag(in);
        case "uids" -> uids = BsonIn.texts(in);
        case "accounts" -> accounts = BsonIn.texts(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new Room(
        id,
        name,
        type,
        siteId,
        userCount,
        appCount,
        lastMsgAt,
        lastMsgId,
        lastMentionAllAt,
        minUserLastSeenAt,
        createdAt,
        updatedAt,
        restricted,
        uids,
        accounts);
  }

  @Override
  public Class<Room> getEncoderClass() {
    return Room.class;
  }
}
