package chat.model;

import chat.model.FieldTable.Field;
import chat.model.FieldTable.Presence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All field tables, read from {@code fields.txt}. */
public final class FieldTables {
  private static final Map<String, FieldTable> ALL = parse();

  private FieldTables() {}

  /** Of every record. */
  public static List<FieldTable> all() {
    return List.copyOf(ALL.values());
  }

  /** Of the records that MongoDB holds. */
  public static List<FieldTable> stored() {
    return ALL.values().stream().filter(FieldTable::stored).toList();
  }

  /** Of the record of this simple name. */
  public static Optional<FieldTable> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static Map<String, FieldTable> parse() {
    Map<String, FieldTable> tables = new LinkedHashMap<>();
    for (String section : text().split("\n(?=\\[)")) {
      List<String> lines =
          section
              .lines()
              .map(String::strip)
              .filter(l -> !l.isEmpty() && !l.startsWith("#"))
              .toList();
      if (!lines.isEmpty()) {
        String[] head = lines.getFirst().replaceAll("[\\[\\]]", "").split(" ");
        List<Field> fields = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
          if (line.startsWith("*")) {
            fields.addAll(tables.get(line.substring(1)).fields());
          } else {
            fields.add(field(line.split("\\s+")));
          }
        }
        tables.put(head[0], new FieldTable(type(head[0]), head.length > 1, List.copyOf(fields)));
      }
    }
    return tables;
  }

  private static Field field(String[] columns) {
    String[] names = columns[0].split("=");
    return new Field(
        names[0],
        names.length > 1 ? names[1] : names[0],
        columns[1],
        switch (columns[2]) {
          case "R" -> Presence.ALWAYS;
          case "N" -> Presence.ALWAYS_OR_NULL;
          case "O" -> Presence.UNLESS_EMPTY;
          case "P" -> Presence.UNLESS_ABSENT;
          default -> throw new IllegalArgumentException(columns[2]);
        });
  }

  private static Class<? extends Record> type(String name) {
    try {
      return Class.forName("chat.model." + name).asSubclass(Record.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(FieldTables.class.getResourceAsStream("fields.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
