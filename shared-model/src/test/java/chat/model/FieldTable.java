package chat.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one record as the contract lists them: which names, which types, when they are
 * written. The JSON tests here and the BSON tests of the stores are made from it.
 */
public record FieldTable(Class<? extends Record> type, boolean stored, List<Field> fields) {

  /** When a field is written. */
  public enum Presence {
    /** Always. */
    ALWAYS,
    /** Always; null stands for "not set". */
    ALWAYS_OR_NULL,
    /** Left out when it holds the zero value of its type. */
    UNLESS_EMPTY,
    /** Left out when there is no value; zero is a value. */
    UNLESS_ABSENT
  }

  /** One field; {@code bson} is {@code -} when it is never stored. */
  public record Field(String json, String bson, String type, Presence presence) {
    /** True for arrays. */
    public boolean isList() {
      return type.endsWith("[]");
    }

    /** The type, of an array that of its elements. */
    public String elementType() {
      return isList() ? type.substring(0, type.length() - 2) : type;
    }
  }

  /** Makes values of one notation. */
  public interface Notation {
    /** What the notation calls the field; null when it does not know it. */
    String name(Field field);

    /** A value of a scalar type, another one for every n; the zero value for 0. */
    Object scalar(String type, int n);

    /** An object made of these fields. */
    default Object object(Map<String, Object> fields) {
      return fields;
    }
  }

  /** The object with no field set, as it must be written. */
  public Map<String, Object> zero(Notation notation) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (Field field : fields) {
      boolean written =
          field.presence() == Presence.ALWAYS || field.presence() == Presence.ALWAYS_OR_NULL;
      if (written && notation.name(field) != null) {
        object.put(notation.name(field), zero(field, notation));
      }
    }
    return object;
  }

  /** The object with every field set. */
  public Map<String, Object> full(Notation notation) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (Field field : fields) {
      if (notation.name(field) != null) {
        object.put(notation.name(field), sample(field, 1, notation));
      }
    }
    return object;
  }

  /** The zero value of a field as it is written; null where that is how "not set" looks. */
  public static Object zero(Field field, Notation notation) {
    if (field.presence() == Presence.ALWAYS_OR_NULL) {
      return null;
    }
    if (field.type().equals("reactions")) {
      return notation.object(new LinkedHashMap<>());
    }
    if (field.isList()) {
      return new ArrayList<>();
    }
    return FieldTables.find(field.type())
        .map(nested -> notation.object(nested.zero(notation)))
        .orElseGet(() -> notation.scalar(field.type(), 0));
  }

  /** A value of the field that is not its zero value, another one for every n above 0. */
  public static Object sample(Field field, int n, Notation notation) {
    if (field.type().equals("reactions")) {
      return notation.object(
          new LinkedHashMap<>(
              Map.of("thumbs-" + n, List.of(element("StoredParticipant", n, notation)))));
    }
    if (field.isList()) {
      return new ArrayList<>(
          List.of(
              element(field.elementType(), n, notation),
              element(field.elementType(), n + 1, notation)));
    }
    return element(field.type(), n, notation);
  }

  private static Object element(String type, int n, Notation notation) {
    return FieldTables.find(type)
        .map(nested -> notation.object(nested.full(notation)))
        .orElseGet(() -> notation.scalar(type, n));
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
