package chat.model;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Scalars as the contract reads them: no text from numbers, no numbers from text (contract 01
 * §1.2).
 */
final class ScalarDeserializers {
  static final ValueDeserializer<String> TEXT =
      new Strict<>(String.class, "", JsonToken.VALUE_STRING) {
        @Override
        String read(JsonParser parser) {
          return parser.getString();
        }
      };

  static final ValueDeserializer<Long> INTEGER =
      new Strict<>(Long.class, 0L, JsonToken.VALUE_NUMBER_INT) {
        @Override
        Long read(JsonParser parser) {
          // the text, not the number: a body may hold a million digits, and parsing those would
          // cost
          String digits = parser.getString();
          if (digits.length() > 20) {
            throw new NumberFormatException();
          }
          return Long.valueOf(digits);
        }
      };

  static final ValueDeserializer<Boolean> FLAG =
      new Strict<>(Boolean.class, false, JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE) {
        @Override
        Boolean read(JsonParser parser) {
          return parser.currentToken() == JsonToken.VALUE_TRUE;
        }
      };

  static final ValueDeserializer<Instant> TIME =
      new Strict<>(Instant.class, Timestamps.ZERO, JsonToken.VALUE_STRING) {
        @Override
        Instant read(JsonParser parser) {
          return Timestamps.parse(parser.getString());
        }
      };

  static final ValueDeserializer<Bytes> BASE64 =
      new Strict<>(Bytes.class, Bytes.EMPTY, JsonToken.VALUE_STRING) {
        @Override
        Bytes read(JsonParser parser) {
          return Bytes.fromBase64(parser.getString());
        }
      };

  private ScalarDeserializers() {}

  private abstract static class Strict<T> extends StdScalarDeserializer<T> {
    private final T zero;
    private final JsonToken token;
    private final JsonToken otherToken;

    Strict(Class<T> type, T zero, JsonToken token) {
      this(type, zero, token, token);
    }

    Strict(Class<T> type, T zero, JsonToken token, JsonToken otherToken) {
      super(type);
      this.zero = zero;
      this.token = token;
      this.otherToken = otherToken;
    }

    abstract T read(JsonParser parser);

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(token) && !parser.hasToken(otherToken)) {
        throw context.wrongTokenException(parser, handledType(), token, "wrong type");
      }
      try {
        return read(parser);
      } catch (DateTimeException | IllegalArgumentException _) {
        throw context.weirdStringException("", handledType(), "wrong form");
      }
    }

    @Override
    public T getNullValue(DeserializationContext context) {
      return zero;
    }
  }
}
