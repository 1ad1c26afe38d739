package chat.stores;

import chat.model.MemberEntry;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** A part of stored documents (contract 01 §2.2). */
final class MemberEntryCodec implements Codec<MemberEntry> {
  @Override
  public void encode(BsonWriter writer, MemberEntry value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("id", value.id());
    out.text("type", value.type());
    out.textUnlessEmpty("account", value.account());
    out.end();
  }

  @Override
  public MemberEntry decode(BsonReader in, DecoderContext context) {
    String id = "";
    String type = "";
    String account = "";
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "id" -> id = BsonIn.text(in);
        case "type" -> type = BsonIn.text(in);
        case "account" -> account = BsonIn.text(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new MemberEntry(id, type, account, "", "", false, "", 0);
  }

  @Override
  public Class<MemberEntry> getEncoderClass() {
    return MemberEntry.class;
  }
}
