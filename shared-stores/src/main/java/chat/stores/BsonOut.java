package chat.stores;

import java.time.Instant;
import java.util.List;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** Writes one document with the types and the presence rules of contract 01 §1.4. */
final class BsonOut {
  private static final EncoderContext CONTEXT = EncoderContext.builder().build();

  private final BsonWriter writer;

  private BsonOut(BsonWriter writer) {
    this.writer = writer;
  }

  static BsonOut document(BsonWriter writer) {
    writer.writeStartDocument();
    return new BsonOut(writer);
  }

  void end() {
    writer.writeEndDocument();
  }

  void text(String name, String value) {
    writer.writeString(name, value);
  }

  void textUnlessEmpty(String name, String value) {
    if (!value.isEmpty()) {
      text(name, value);
    }
  }

  /** int32 when the value fits. */
  void integer(String name, long value) {
    if ((int) value == value) {
      writer.writeInt32(name, (int) value);
    } else {
      writer.writeInt64(name, value);
    }
  }

  void flag(String name, boolean value) {
    writer.writeBoolean(name, value);
  }

  void flagUnlessFalse(String name, boolean value) {
    if (value) {
      flag(name, true);
    }
  }

  void time(String name, Instant value) {
    writer.writeDateTime(name, value.toEpochMilli());
  }

  void timeUnlessAbsent(String name, @Nullable Instant value) {
    if (value != null) {
      time(name, value);
    }
  }

  void timeOrNull(String name, @Nullable Instant value) {
    if (value == null) {
      writer.writeNull(name);
    } else {
      time(name, value);
    }
  }

  void texts(String name, List<String> values) {
    writer.writeStartArray(name);
    values.forEach(writer::writeString);
    writer.writeEndArray();
  }

  void textsUnlessEmpty(String name, List<String> values) {
    if (!values.isEmpty()) {
      texts(name, values);
    }
  }

  void textsOrNull(String name, @Nullable List<String> values) {
    if (values == null) {
      writer.writeNull(name);
    } else {
      texts(name, values);
    }
  }

  <T> void document(String name, T value, Codec<T> codec) {
    writer.writeName(name);
    codec.encode(writer, value, CONTEXT);
  }

  <T> void documentUnlessAbsent(String name, @Nullable T value, Codec<T> codec) {
    if (value != null) {
      document(name, value, codec);
    }
  }

  <T> void documentsUnlessEmpty(String name, List<T> values, Codec<T> codec) {
    if (!values.isEmpty()) {
      writer.writeStartArray(name);
      values.forEach(value -> codec.encode(writer, value, CONTEXT));
      writer.writeEndArray();
    }
  }
}
