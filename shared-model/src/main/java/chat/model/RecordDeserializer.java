package chat.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads an object into a record the way the contract reads (01 §1.2): unknown fields skipped, names
 * exact or else case-insensitive, the last duplicate wins, absent and {@code null} give the zero
 * value, or null where the component is {@link Nullable}.
 *
 * <p>Jackson's own record support passes null for absent fields and fails on duplicates that follow
 * the last component; hostile bodies would then end in exceptions of the records.
 */
final class RecordDeserializer extends ValueDeserializer<Record> {
  private final Class<?> type;
  private final MethodHandle constructor;
  private final RecordComponent[] components;
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> folded = new HashMap<>();
  private final @Nullable RecordDeserializer[] unwrapped;

  private record Field(String name, ValueDeserializer<Object> reader, @Nullable Object absent) {}

  RecordDeserializer(Class<?> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.constructor = ZeroValues.constructor(type);
    this.unwrapped = new RecordDeserializer[components.length];
  }

  @Override
  public void resolve(DeserializationContext context) {
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        RecordDeserializer inner = new RecordDeserializer(component.getType());
        inner.resolve(context);
        unwrapped[i] = inner;
        inner.fields.forEach(this::add);
      } else {
        ValueDeserializer<Object> reader =
            context.findContextualValueDeserializer(
                context.constructType(component.getGenericType()), null);
        add(new Field(component.getName(), reader, ZeroValues.of(component)));
      }
    }
  }

  private void add(Field field) {
    exact.put(field.name(), fields.size());
    folded.put(field.name().toLowerCase(Locale.ROOT), fields.size());
    fields.add(field);
  }

  @Override
  public Record deserialize(JsonParser parser, DeserializationContext context) {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw context.wrongTokenException(parser, type, JsonToken.START_OBJECT, "wrong type");
    }
    @Nullable Object[] values = zeros();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      Integer at = position(name);
      if (at == null) {
        parser.skipChildren();
      } else {
        values[at] = read(fields.get(at), parser, context);
      }
    }
    return build(values, 0);
  }

  private @Nullable Integer position(String name) {
    Integer at = exact.get(name);
    return at != null ? at : folded.get(name.toLowerCase(Locale.ROOT));
  }

  private static @Nullable Object read(
      Field field, JsonParser parser, DeserializationContext context) {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return field.absent();
    }
    try {
      return field.reader().deserialize(parser, context);
    } catch (JacksonException e) {
      throw e.prependPath(Record.class, field.name());
    }
  }

  @Override
  public Object getNullValue(DeserializationContext context) {
    return build(zeros(), 0);
  }

  private @Nullable Object[] zeros() {
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).absent();
    }
    return values;
  }

  private Record build(@Nullable Object[] values, int from) {
    @Nullable Object[] arguments = new Object[components.length];
    int next = from;
    for (int i = 0; i < arguments.length; i++) {
      RecordDeserializer inner = unwrapped[i];
      if (inner == null) {
        arguments[i] = values[next++];
      } else {
        arguments[i] = inner.build(values, next);
        next += inner.fields.size();
      }
    }
    return (Record) ZeroValues.construct(constructor, arguments);
  }

  @Override
  public Class<?> handledType() {
    return type;
  }

  @Override
  public String toString() {
    return "RecordDeserializer[" + Objects.toString(type) + "]";
  }
}
