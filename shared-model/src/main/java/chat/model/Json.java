package chat.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the fleet speaks it: as lenient when reading and as exact when writing as contract 01
 * §1.2–1.3 says.
 *
 * <p>Types are records. A component is always written unless it is marked {@link OmitEmpty} or
 * {@link OmitNull}, and never null after reading unless it is marked {@code @Nullable}. Whole
 * numbers are {@code long}, times {@code Instant}, byte strings {@link Bytes}.
 */
public final class Json {
  /** As deep as the existing fleet reads. */
  private static final int MAX_DEPTH = 10_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultVisibility(
              visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .addModule(new WireModule())
          .build();

  private static final JsonMapper FIRST_VALUE =
      MAPPER.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /**
   * The UTF-8 bytes of the value.
   *
   * @throws JacksonException when a time in it has no RFC 3339 form
   */
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads a body; the JSON {@code null} gives a record of zero values.
   *
   * @throws MalformedJsonException when the body is empty, is not one JSON value, or holds a wrong
   *     type anywhere
   */
  public static <T extends Record> T read(byte[] body, Class<T> type)
      throws MalformedJsonException {
    return read(MAPPER, body, type);
  }

  /**
   * As {@link #read}, but only the first JSON value of the body counts (12 §2).
   *
   * @throws MalformedJsonException when the body does not begin with a JSON value, or that holds a
   *     wrong type anywhere
   */
  public static <T extends Record> T readFirst(byte[] body, Class<T> type)
      throws MalformedJsonException {
    return read(FIRST_VALUE, body, type);
  }

  private static <T extends Record> T read(JsonMapper mapper, byte[] body, Class<T> type)
      throws MalformedJsonException {
    if (body.length == 0) {
      throw new MalformedJsonException("empty body");
    }
    try {
      return mapper.readValue(JsonText.of(body), type);
    } catch (StreamReadException e) {
      throw new MalformedJsonException("not valid JSON");
    } catch (JacksonException e) {
      throw new MalformedJsonException(reason(e.getPath()));
    }
  }

  /**
   * Reads a body whose top is a list of records; the JSON {@code null} gives an empty one, and each
   * {@code null} in it a record of zero values.
   *
   * @throws MalformedJsonException as {@link #read}
   */
  public static <T extends Record> List<T> readList(byte[] body, Class<T> type)
      throws MalformedJsonException {
    if (body.length == 0) {
      throw new MalformedJsonException("empty body");
    }
    try {
      JsonNode list = MAPPER.readTree(JsonText.of(body));
      if (list.isNull()) {
        return List.of();
      }
      if (!list.isArray()) {
        throw new MalformedJsonException("not the expected JSON type");
      }
      List<T> records = new ArrayList<>(list.size());
      for (JsonNode element : list) {
        records.add(read(MAPPER.writeValueAsBytes(element), type));
      }
      return List.copyOf(records);
    } catch (StreamReadException e) {
      throw new MalformedJsonException("not valid JSON");
    } catch (JacksonException e) {
      throw new MalformedJsonException(reason(e.getPath()));
    }
  }

  private static String reason(List<JacksonException.Reference> path) {
    if (path.isEmpty()) {
      return "not the expected JSON type";
    }
    return path.stream()
        .map(JacksonException.Reference::getPropertyName)
        .collect(Collectors.joining(".", "wrong value in field ", ""));
  }
}
