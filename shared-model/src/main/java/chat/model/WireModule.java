package chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;
import tools.jackson.databind.type.CollectionType;

/** Puts the contract's reading and writing rules into Jackson. */
final class WireModule extends SimpleModule {
  WireModule() {
    super("chat-wire");
    addSerializer(Instant.class, new TimeSerializer());
    addSerializer(Bytes.class, new BytesSerializer());
    setDeserializers(new WireDeserializers());
  }

  private static final class TimeSerializer extends StdScalarSerializer<Instant> {
    TimeSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
      out.writeString(Timestamps.format(time));
    }
  }

  private static final class BytesSerializer extends StdScalarSerializer<Bytes> {
    BytesSerializer() {
      super(Bytes.class);
    }

    @Override
    public void serialize(Bytes bytes, JsonGenerator out, SerializationContext context) {
      out.writeString(bytes.toBase64());
    }
  }

  private static final class WireDeserializers extends SimpleDeserializers {
    WireDeserializers() {
      addDeserializer(String.class, ScalarDeserializers.TEXT);
      addDeserializer(long.class, ScalarDeserializers.INTEGER);
      addDeserializer(Long.class, ScalarDeserializers.INTEGER);
      addDeserializer(boolean.class, ScalarDeserializers.FLAG);
      addDeserializer(Boolean.class, ScalarDeserializers.FLAG);
      addDeserializer(Instant.class, ScalarDeserializers.TIME);
      addDeserializer(Bytes.class, ScalarDeserializers.BASE64);
    }

    @Override
    public @Nullable ValueDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
      return type.isRecordType()
          ? new RecordDeserializer(type.getRawClass())
          : super.findBeanDeserializer(type, config, description);
    }

    @Override
    public @Nullable ValueDeserializer<?> findCollectionDeserializer(
        CollectionType type,
        DeserializationConfig config,
        BeanDescription.Supplier description,
        @Nullable TypeDeserializer elementTypes,
        @Nullable ValueDeserializer<?> element) {
      return type.getRawClass() == List.class ? new ListDeserializer(type.getContentType()) : null;
    }
  }
}
