package chat.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * Lists that are arrays and nothing else, and never hold null: a {@code null} element is the zero
 * value of its type (contract 01 §1.2).
 */
final class ListDeserializer extends ValueDeserializer<List<?>> {
  private final JavaType elementType;
  private @Nullable ValueDeserializer<Object> element;

  ListDeserializer(JavaType elementType) {
    this.elementType = elementType;
  }

  @Override
  public void resolve(DeserializationContext context) {
    element = context.findContextualValueDeserializer(elementType, null);
  }

  @Override
  public List<?> deserialize(JsonParser parser, DeserializationContext context) {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw context.wrongTokenException(parser, List.class, JsonToken.START_ARRAY, "wrong type");
    }
    ValueDeserializer<Object> reader = java.util.Objects.requireNonNull(element);
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(
          parser.hasToken(JsonToken.VALUE_NULL)
              ? reader.getNullValue(context)
              : reader.deserialize(parser, context));
    }
    return List.copyOf(values);
  }

  @Override
  public List<?> getNullValue(DeserializationContext context) {
    return List.of();
  }
}
