package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CassandraSchemaTest {

  @Test
  void statements_typesBeforeTables_allRepeatable() throws Exception {
    List<String> statements = CassandraSchema.statements("chat_x");

    assertThat(statements)
        .extracting(s -> s.lines().findFirst().orElseThrow().replace(" (", ""))
        .containsExactly(
            "CREATE KEYSPACE IF NOT EXISTS chat_x",
            "CREATE TYPE IF NOT EXISTS chat_x.\"Participant\"",
            "CREATE TYPE IF NOT EXISTS chat_x.\"Card\"",
            "CREATE TYPE IF NOT EXISTS chat_x.\"CardAction\"",
            "CREATE TYPE IF NOT EXISTS chat_x.\"File\"",
            "CREATE TYPE IF NOT EXISTS chat_x.\"QuotedParentMessage\"",
            "CREATE TABLE IF NOT EXISTS chat_x.messages_by_room",
            "CREATE TABLE IF NOT EXISTS chat_x.messages_by_id",
            "CREATE TABLE IF NOT EXISTS chat_x.thread_messages_by_room",
            "CREATE TABLE IF NOT EXISTS chat_x.pinned_messages_by_room");
    assertThat(statements).noneMatch(s -> s.contains("--") || s.contains("@"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Chat", "1a", "a b", "a;drop", "a\"b"})
  void keyspace_notPlain_isRefused(String keyspace) {
    assertThatThrownBy(() -> CassandraSchema.statements(keyspace))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
