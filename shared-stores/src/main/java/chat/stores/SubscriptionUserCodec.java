package chat.stores;

import chat.model.SubscriptionUser;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** A part of stored documents (contract 01 §2.2). */
final class SubscriptionUserCodec implements Codec<SubscriptionUser> {
  @Override
  public void encode(BsonWriter writer, SubscriptionUser value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("_id", value.id());
    out.text("account", value.account());
    out.end();
  }

  @Override
  public SubscriptionUser decode(BsonReader in, DecoderContext context) {
    String id = "";
    String account = "";
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "_id" -> id = BsonIn.text(in);
        case "account" -> account = BsonIn.text(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new SubscriptionUser(id, account);
  }

  @Override
  public Class<SubscriptionUser> getEncoderClass() {
    return SubscriptionUser.class;
  }
}
