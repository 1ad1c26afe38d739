package chat.stores;

import chat.model.App;
import chat.model.Assistant;
import chat.model.Sponsor;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** Documents of {@code apps} (contract 01 §2.2). */
final class AppCodec implements Codec<App> {
  private final Codec<Assistant> assistantCodec = new AssistantCodec();
  private static final Sponsor NO_SPONSOR = new Sponsor("", "");
  private final Codec<Sponsor> sponsorCodec = new SponsorCodec();

  @Override
  public void encode(BsonWriter writer, App value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("_id", value.id());
    out.text("name", value.name());
    out.textUnlessEmpty("description", value.description());
    out.documentUnlessAbsent("assistant", value.assistant(), assistantCodec);
    out.documentsUnlessEmpty("sponsors", value.sponsors(), sponsorCodec);
    out.end();
  }

  @Override
  public App decode(BsonReader in, DecoderContext context) {
    String id = "";
    String name = "";
    String description = "";
    @Nullable Assistant assistant = null;
    List<Sponsor> sponsors = List.of();
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "_id" -> id = BsonIn.text(in);
        case "name" -> name = BsonIn.text(in);
        case "description" -> description = BsonIn.text(in);
        case "assistant" -> assistant = BsonIn.documentOrNull(in, assistantCodec);
        case "sponsors" -> sponsors = BsonIn.documents(in, sponsorCodec, NO_SPONSOR);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new App(id, name, description, assistant, sponsors);
  }

  @Override
  public Class<App> getEncoderClass() {
    return App.class;
  }
}
