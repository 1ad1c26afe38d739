package chat.stores;

import chat.model.Assistant;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** A part of stored documents (contract 01 §2.2). */
final class AssistantCodec implements Codec<Assistant> {
  @Override
  public void encode(BsonWriter writer, Assistant value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.flag("enabled", value.enabled());
    out.text("name", value.name());
    out.textUnlessEmpty("settingsUrl", value.settingsUrl());
    out.end();
  }

  @Override
  public Assistant decode(BsonReader in, DecoderContext context) {
    boolean enabled = false;
    String name = "";
    String settingsUrl = "";
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "enabled" -> enabled = BsonIn.flag(in);
        case "name" -> name = BsonIn.text(in);
        case "settingsUrl" -> settingsUrl = BsonIn.text(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new Assistant(enabled, name, settingsUrl);
  }

  @Override
  public Class<Assistant> getEncoderClass() {
    return Assistant.class;
  }
}
