package chat.stores;

import com.mongodb.MongoClientSettings;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * The codecs of all stored records (contract 01 §1.4, §2.2), in front of the driver's own.
 *
 * <p>They are written by hand: the driver's record codec can neither write an explicit null nor
 * leave out what is empty.
 */
public final class StoredCodecs {
  private static final List<Codec<?>> CODECS =
      List.of(
          new RoomCodec(),
          new UserCodec(),
          new SubscriptionUserCodec(),
          new SubscriptionCodec(),
          new MemberEntryCodec(),
          new RoomMemberCodec(),
          new ThreadRoomCodec(),
          new ThreadSubscriptionCodec(),
          new AssistantCodec(),
          new SponsorCodec(),
          new AppCodec());

  private static final CodecRegistry REGISTRY =
      CodecRegistries.fromRegistries(
          CodecRegistries.fromCodecs(CODECS), MongoClientSettings.getDefaultCodecRegistry());

  private StoredCodecs() {}

  /** For the client, so that collections of our records just work. */
  public static CodecRegistry registry() {
    return REGISTRY;
  }

  /** A record as it is stored: for updates that name its fields. */
  public static <T extends Record> BsonDocument document(T value) {
    @SuppressWarnings("unchecked") // the class of a value is a class of T
    Codec<T> codec = REGISTRY.get((Class<T>) value.getClass());
    BsonDocument document = new BsonDocument();
    codec.encode(new BsonDocumentWriter(document), value, EncoderContext.builder().build());
    return document;
  }
}
