package chat.localservers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The message tables and their types (contract 06 §8), as in {@code message-schema.cql}. Every
 * statement can be repeated.
 */
public final class CassandraSchema {

  private static final Pattern COMMENT = Pattern.compile("--.*");
  private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private CassandraSchema() {}

  /**
   * What creates keyspace, types and tables, in order.
   *
   * @param keyspace lower-case letters, digits and underscores
   */
  public static List<String> statements(String keyspace) throws IOException {
    if (!KEYSPACE.matcher(keyspace).matches()) {
      throw new IllegalArgumentException("not a plain keyspace name: " + keyspace);
    }
    try (InputStream file = CassandraSchema.class.getResourceAsStream("message-schema.cql")) {
      if (file == null) {
        throw new IOException("message-schema.cql is missing");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(COMMENT.matcher(text).replaceAll("").split(";", -1))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .map(statement -> statement.replace("@KEYSPACE@", keyspace))
          .toList();
    }
  }

  /**
   * Applies the statements on a node of ours.
   *
   * @param address host:port
   */
  public static void apply(String address, String keyspace) throws IOException {
    try (var connection = CqlConnection.open(address, TIMEOUT)) {
      for (String statement : statements(keyspace)) {
        connection.execute(statement);
      }
    }
  }

  static void drop(String address, String keyspace) throws IOException {
    try (var connection = CqlConnection.open(address, TIMEOUT)) {
      connection.execute("DROP KEYSPACE IF EXISTS " + keyspace);
    }
  }
}
