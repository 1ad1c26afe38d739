package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.FieldTable;
import chat.model.FieldTable.Field;
import chat.model.FieldTable.Presence;
import chat.model.FieldTables;
import chat.model.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stored record writes and reads exactly the fields of its table. */
class BsonFieldTest {
  private static final FieldTable.Notation BSON =
      new FieldTable.Notation() {
        @Override
        public String name(Field field) {
          return field.bson().equals("-") ? null : field.bson();
        }

        @Override
        public Object scalar(String type, int n) {
          return switch (type) {
            case "str" -> new BsonString(n == 0 ? "" : "text " + n);
            case "int" -> new BsonInt32(n * 7);
            case "bool" -> BsonBoolean.valueOf(n != 0);
            case "ts" ->
                new BsonDateTime(n == 0 ? Timestamps.ZERO.toEpochMilli() : 1_767_225_600_000L + n);
            default -> throw new IllegalArgumentException(type);
          };
        }
      };

  static List<FieldTable> tables() {
    return FieldTables.stored();
  }

  static Stream<Arguments> fields() {
    return tables().stream()
        .flatMap(table -> table.fields().stream().map(field -> Arguments.of(table, field)))
        .filter(arguments -> BSON.name((Field) arguments.get()[1]) != null);
  }

  @Test
  void thereAreTables() {
    assertThat(tables()).hasSize(11);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void nothingSet_storesZeroValuesOfRequiredFieldsOnly(FieldTable table) {
    assertThat(rewritten(table, new BsonDocument())).isEqualTo(bson(table.zero(BSON)));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everythingSet_survives(FieldTable table) {
    BsonDocument full = bson(table.full(BSON)).asDocument();
    assertThat(rewritten(table, full)).isEqualTo(full);
    assertThat(rewritten(table, full).keySet()).containsExactlyElementsOf(full.keySet());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void oneFieldSet_isTheOnlyDifference(FieldTable table, Field field) {
    BsonValue sample = bson(FieldTable.sample(field, 1, BSON));
    BsonDocument expected = bson(table.zero(BSON)).asDocument().append(field.bson(), sample);
    assertThat(rewritten(table, new BsonDocument(field.bson(), sample))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void nullField_isAbsent(FieldTable table, Field field) {
    assertThat(rewritten(table, new BsonDocument(field.bson(), BsonNull.VALUE)))
        .isEqualTo(bson(table.zero(BSON)));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void emptyField_isStoredOnlyWhenRequired(FieldTable table, Field field) {
    BsonValue zero =
        bson(
            FieldTable.zero(
                new Field(field.json(), field.bson(), field.type(), Presence.ALWAYS), BSON));
    BsonDocument expected = bson(table.zero(BSON)).asDocument();
    boolean pointer = field.type().equals("ts") || FieldTables.find(field.type()).isPresent();
    if (pointer || field.presence() != Presence.UNLESS_EMPTY) {
      expected.append(field.bson(), zero);
    }
    assertThat(rewritten(table, new BsonDocument(field.bson(), zero))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void otherTypes_areRefusedWithoutTellingTheValue(FieldTable table, Field field) {
    Stream<BsonValue> wrong =
        Stream.of(
                new BsonString("secret"),
                new BsonInt32(7),
                new BsonDouble(7.5),
                BsonBoolean.TRUE,
                new BsonDateTime(7),
                new BsonDocument(),
                new BsonArray(List.of(new BsonArray())))
            .filter(value -> !fits(field, value));
    assertThat(wrong)
        .isNotEmpty()
        .allSatisfy(
            value ->
                assertThatThrownBy(() -> read(table, new BsonDocument(field.bson(), value)))
                    .isInstanceOf(BsonInvalidOperationException.class)
                    .hasMessageNotContaining("secret"));
  }

  private static boolean fits(Field field, BsonValue value) {
    return switch (field.type()) {
      case "str" -> value.isString();
      case "int" -> value.isInt32();
      case "bool" -> value.isBoolean();
      case "ts" -> value.isDateTime();
      default -> field.isList() ? false : value.isDocument();
    };
  }

  @ParameterizedTest
  @MethodSource("fields")
  void wholeNumbers_areReadFromThreeTypesAndStoredInTheSmallest(FieldTable table, Field field) {
    if (field.type().equals("int")) {
      for (BsonValue same : List.of(new BsonInt32(7), new BsonInt64(7), new BsonDouble(7))) {
        assertThat(rewritten(table, new BsonDocument(field.bson(), same)).get(field.bson()))
            .isEqualTo(new BsonInt32(7));
      }
      for (long large : new long[] {1L << 31, -(1L << 31) - 1, Long.MAX_VALUE}) {
        BsonInt64 value = new BsonInt64(large);
        assertThat(rewritten(table, new BsonDocument(field.bson(), value)).get(field.bson()))
            .isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void nullInList_isTheZeroElement(FieldTable table, Field field) {
    if (field.isList()) {
      BsonValue zero =
          bson(FieldTable.zero(new Field("", "", field.elementType(), Presence.ALWAYS), BSON));
      BsonDocument stored = new BsonDocument(field.bson(), new BsonArray(List.of(BsonNull.VALUE)));
      assertThat(rewritten(table, stored).get(field.bson()))
          .isEqualTo(new BsonArray(List.of(zero)));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void unknownFields_areIgnored(FieldTable table) {
    BsonDocument full = bson(table.full(BSON)).asDocument();
    BsonDocument more =
        full.clone()
            .append("createdBy", new BsonString("x"))
            .append("nested", new BsonDocument("_id", new BsonInt32(1)));
    assertThat(rewritten(table, more)).isEqualTo(full);
  }

  private static BsonDocument rewritten(FieldTable table, BsonDocument stored) {
    return StoredCodecs.document(read(table, stored));
  }

  private static Record read(FieldTable table, BsonDocument stored) {
    Codec<? extends Record> codec = StoredCodecs.registry().get(table.type());
    return codec.decode(stored.asBsonReader(), DecoderContext.builder().build());
  }

  @SuppressWarnings("unchecked")
  private static BsonValue bson(Object value) {
    return switch (value) {
      case null -> BsonNull.VALUE;
      case BsonValue already -> already;
      case List<?> list -> new BsonArray(list.stream().map(BsonFieldTest::bson).toList());
      case Map<?, ?> map -> {
        BsonDocument document = new BsonDocument();
        ((Map<String, Object>) map).forEach((name, field) -> document.append(name, bson(field)));
        yield document;
      }
      default -> throw new IllegalArgumentException(value.toString());
    };
  }
}
