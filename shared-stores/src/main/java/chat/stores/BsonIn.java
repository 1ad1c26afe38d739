package chat.stores;

import chat.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored values as leniently as the existing fleet, and no more (contract 01 §1.4): null is
 * the zero value, whole numbers come in three types, everything else must have its type.
 */
final class BsonIn {
  private static final DecoderContext CONTEXT = DecoderContext.builder().build();

  private BsonIn() {}

  static String text(BsonReader in) {
    return isNull(in) ? "" : expecting(in, BsonType.STRING).readString();
  }

  static boolean flag(BsonReader in) {
    return !isNull(in) && expecting(in, BsonType.BOOLEAN).readBoolean();
  }

  static long integer(BsonReader in) {
    if (isNull(in)) {
      return 0;
    }
    return switch (in.getCurrentBsonType()) {
      case INT32 -> in.readInt32();
      case INT64 -> in.readInt64();
      case DOUBLE -> whole(in.getCurrentName(), in.readDouble());
      default -> throw unexpected(in);
    };
  }

  private static long whole(String field, double value) {
    long whole = (long) value;
    if (whole != value) {
      throw new BsonInvalidOperationException("field " + field + " holds no whole number");
    }
    return whole;
  }

  static Instant time(BsonReader in) {
    Instant time = timeOrNull(in);
    return time == null ? Timestamps.ZERO : time;
  }

  static @Nullable Instant timeOrNull(BsonReader in) {
    return isNull(in)
        ? null
        : Instant.ofEpochMilli(expecting(in, BsonType.DATE_TIME).readDateTime());
  }

  static List<String> texts(BsonReader in) {
    List<String> texts = textsOrNull(in);
    return texts == null ? List.of() : texts;
  }

  static @Nullable List<String> textsOrNull(BsonReader in) {
    if (isNull(in)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    expecting(in, BsonType.ARRAY).readStartArray();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      texts.add(text(in));
    }
    in.readEndArray();
    return texts;
  }

  static <T> T document(BsonReader in, Codec<T> codec, T none) {
    T document = documentOrNull(in, codec);
    return document == null ? none : document;
  }

  static <T> @Nullable T documentOrNull(BsonReader in, Codec<T> codec) {
    return isNull(in) ? null : codec.decode(expecting(in, BsonType.DOCUMENT), CONTEXT);
  }

  static <T> List<T> documents(BsonReader in, Codec<T> codec, T none) {
    if (isNull(in)) {
      return List.of();
    }
    List<T> documents = new ArrayList<>();
    expecting(in, BsonType.ARRAY).readStartArray();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      documents.add(document(in, codec, none));
    }
    in.readEndArray();
    return documents;
  }

  /** Takes a null out of the way. */
  private static boolean isNull(BsonReader in) {
    if (in.getCurrentBsonType() != BsonType.NULL) {
      return false;
    }
    in.readNull();
    return true;
  }

  private static BsonReader expecting(BsonReader in, BsonType type) {
    if (in.getCurrentBsonType() != type) {
      throw unexpected(in);
    }
    return in;
  }

  /** Names the field, not its value: messages and keys are nobody's business in a log. */
  private static BsonInvalidOperationException unexpected(BsonReader in) {
    return new BsonInvalidOperationException(
        "unexpected type " + in.getCurrentBsonType() + " of a stored field");
  }
}
