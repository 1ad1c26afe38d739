package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.FieldTable.Field;
import chat.model.FieldTable.Presence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every record writes and reads exactly the fields of its table. */
class JsonFieldTest {
  /** Jackson without our rules: what is on the wire, not what we make of it. */
  private static final JsonMapper PLAIN =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  static final FieldTable.Notation JSON =
      new FieldTable.Notation() {
        @Override
        public String name(Field field) {
          return field.json();
        }

        @Override
        public Object scalar(String type, int n) {
          return switch (type) {
            case "str" -> n == 0 ? "" : "text " + n;
            case "int" -> n == 0 ? 0 : 7_000_000_000L + n;
            case "ms" -> n == 0 ? 0 : 1_767_225_600_000L + n;
            case "bool" -> n != 0;
            case "ts" -> n == 0 ? "0001-01-01T00:00:00Z" : "2026-01-01T00:00:00.12" + n + "Z";
            case "b64" ->
                java.util.Base64.getEncoder()
                    .encodeToString(n == 0 ? new byte[0] : new byte[] {1, (byte) n});
            default -> throw new IllegalArgumentException(type);
          };
        }
      };

  static List<FieldTable> tables() {
    return FieldTables.all();
  }

  static Stream<Arguments> fields() {
    return FieldTables.all().stream()
        .flatMap(table -> table.fields().stream().map(field -> Arguments.of(table, field)));
  }

  @Test
  void everyRecordOfTheWireHasATable() throws Exception {
    List<String> notOnTheWire =
        List.of("DmParticipants", "Mentions", "MessageBuckets", "VersionedIndexName");
    try (Stream<java.nio.file.Path> classes =
        java.nio.file.Files.list(
            java.nio.file.Path.of(
                    Json.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve("chat/model"))) {
      List<String> records =
          classes
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".class") && !name.contains("$"))
              .map(name -> name.substring(0, name.length() - 6))
              .filter(name -> !name.equals("package-info"))
              .filter(JsonFieldTest::isRecord)
              .filter(name -> !notOnTheWire.contains(name))
              .toList();
      assertThat(records).isNotEmpty().allMatch(name -> FieldTables.find(name).isPresent());
    }
  }

  private static boolean isRecord(String name) {
    try {
      return Class.forName("chat.model." + name).isRecord();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void nothingSet_writesZeroValuesOfRequiredFieldsOnly(FieldTable table) throws Exception {
    assertThat(rewritten(table, Map.of())).isEqualTo(table.zero(JSON));
    assertThat(written(Json.read(utf8("null"), table.type()))).isEqualTo(table.zero(JSON));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everythingSet_survives(FieldTable table) throws Exception {
    Map<String, Object> full = table.full(JSON);
    assertThat(rewritten(table, full)).isEqualTo(full);
    assertThat(List.copyOf(rewritten(table, full).keySet())).isEqualTo(List.copyOf(full.keySet()));
    Record once = Json.read(bytes(full), table.type());
    assertThat(Json.read(Json.write(once), table.type())).isEqualTo(once).hasSameHashCodeAs(once);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void oneFieldSet_isTheOnlyDifference(FieldTable table, Field field) throws Exception {
    Object sample = FieldTable.sample(field, 1, JSON);
    Map<String, Object> expected = table.zero(JSON);
    expected.put(field.json(), sample);
    assertThat(rewritten(table, Map.of(field.json(), sample))).isEqualTo(expected);
    assertThat(rewritten(table, Map.of(field.json().toUpperCase(Locale.ROOT), sample)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void nullField_isAbsent(FieldTable table, Field field) throws Exception {
    Map<String, Object> onlyNull = new LinkedHashMap<>();
    onlyNull.put(field.json(), null);
    assertThat(rewritten(table, onlyNull)).isEqualTo(table.zero(JSON));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void zeroField_isWrittenOnlyWhereZeroIsAValue(FieldTable table, Field field) throws Exception {
    Object zero = explicitZero(field);
    Map<String, Object> expected = table.zero(JSON);
    if (field.presence() != Presence.UNLESS_EMPTY || isObject(field) || field.type().equals("ts")) {
      expected.put(field.json(), zero);
    }
    assertThat(rewritten(table, Map.of(field.json(), zero))).isEqualTo(expected);
  }

  private static Object explicitZero(Field field) {
    return FieldTable.zero(
        new Field(field.json(), field.bson(), field.type(), Presence.ALWAYS), JSON);
  }

  private static boolean isObject(Field field) {
    return FieldTables.find(field.type()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void lastDuplicateWins(FieldTable table, Field field) throws Exception {
    String first = PLAIN.writeValueAsString(FieldTable.sample(field, 2, JSON));
    String last = PLAIN.writeValueAsString(FieldTable.sample(field, 1, JSON));
    String rest = PLAIN.writeValueAsString(table.full(JSON)).substring(1);
    String body =
        "{\"%s\":%s,%s,\"%s\":%s}"
            .formatted(
                field.json(), first, rest.substring(0, rest.length() - 1), field.json(), last);
    assertThat(written(Json.read(utf8(body), table.type()))).isEqualTo(table.full(JSON));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void wrongType_isRefused(FieldTable table, Field field) {
    Stream<String> wrong =
        Stream.of(
                "\"x\"", "\"1\"", "\"yes\"", "7", "1.0", "1e3", "true", "{}", "[]", "[[]]", "[{}]",
                "[7]")
            .filter(value -> !fits(field, value));
    assertThat(wrong)
        .isNotEmpty()
        .allSatisfy(
            value ->
                assertThatThrownBy(
                        () ->
                            Json.read(
                                utf8("{\"%s\":%s}".formatted(field.json(), value)), table.type()))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessageStartingWith("wrong value in field " + field.json()));
  }

  private static boolean fits(Field field, String value) {
    return switch (field.type()) {
      case "str" -> value.startsWith("\"");
      case "int", "ms" -> value.equals("7");
      case "bool" -> value.equals("true");
      case "ts", "b64" -> false;
      case "reactions" -> value.equals("{}");
      default ->
          field.isList()
              ? value.equals("[]")
                  || (value.equals("[{}]") && FieldTables.find(field.elementType()).isPresent())
              : value.equals("{}");
    };
  }

  @ParameterizedTest
  @MethodSource("fields")
  void nullInList_isTheZeroElement(FieldTable table, Field field) throws Exception {
    if (field.isList()) {
      String body = "{\"%s\":[null]}".formatted(field.json());
      Object element = explicitZero(new Field("", "", field.elementType(), Presence.ALWAYS));
      assertThat(written(Json.read(utf8(body), table.type())).get(field.json()))
          .isEqualTo(List.of(element));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void unknownFields_areIgnored(FieldTable table) throws Exception {
    Map<String, Object> body = table.full(JSON);
    body.put("no such field", Arrays.asList(1.5, null, Map.of("id", 7)));
    body.put("targetUser", "x");
    assertThat(rewritten(table, body)).isEqualTo(table.full(JSON));
  }

  private static Map<String, Object> rewritten(FieldTable table, Map<String, Object> body)
      throws MalformedJsonException {
    return written(Json.read(bytes(body), table.type()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> written(Record value) {
    return PLAIN.readValue(Json.write(value), LinkedHashMap.class);
  }

  private static byte[] bytes(Map<String, Object> body) {
    return PLAIN.writeValueAsBytes(body);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
