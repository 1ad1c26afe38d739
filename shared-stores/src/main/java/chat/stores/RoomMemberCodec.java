package chat.stores;

import chat.model.MemberEntry;
import chat.model.RoomMember;
import chat.model.Timestamps;
import java.time.Instant;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Documents of {@code room_members} (contract 01 §2.2). */
final class RoomMemberCodec implements Codec<RoomMember> {
  private static final MemberEntry NO_MEMBER = new MemberEntry("", "", "", "", "", false, "", 0);
  private final Codec<MemberEntry> memberCodec = new MemberEntryCodec();

  @Override
  public void encode(BsonWriter writer, RoomMember value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("_id", value.id());
    out.text("rid", value.rid());
    out.time("ts", value.ts());
    out.document("member", value.member(), memberCodec);
    out.end();
  }

  @Override
  public RoomMember decode(BsonReader in, DecoderContext context) {
    String id = "";
    String rid = "";
    Instant ts = Timestamps.ZERO;
    MemberEntry member = NO_MEMBER;
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "_id" -> id = BsonIn.text(in);
        case "rid" -> rid = BsonIn.text(in);
        case "ts" -> ts = BsonIn.time(in);
        case "member" -> member = BsonIn.document(in, memberCodec, NO_MEMBER);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new RoomMember(id, rid, ts, member);
  }

  @Override
  public Class<RoomMember> getEncoderClass() {
    return RoomMember.class;
  }
}
