package chat.stores;

import chat.model.Sponsor;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** A part of stored documents (contract 01 §2.2). */
final class SponsorCodec implements Codec<Sponsor> {
  @Override
  public void encode(BsonWriter writer, Sponsor value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("name", value.name());
    out.text("phone", value.phone());
    out.end();
  }

  @Override
  public Sponsor decode(BsonReader in, DecoderContext context) {
    String name = "";
    String phone = "";
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "name" -> name = BsonIn.text(in);
        case "phone" -> phone = BsonIn.text(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new Sponsor(name, phone);
  }

  @Override
  public Class<Sponsor> getEncoderClass() {
    return Sponsor.class;
  }
}
