package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Bytes;
import chat.model.QuotedParentMessage;
import chat.model.StoredParticipant;
import chat.model.Timestamps;
import chat.runtime.Secret;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The session's settings, and the types inside the message tables, on a real server. */
@LocalServers
class CassandraStoresIT {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final StoredParticipant DORA =
      new StoredParticipant("u-1", "Dora", "朵拉", "app", "App", true, "dora");
  private static final StoredParticipant EVERYBODY =
      new StoredParticipant("", "all", "", "", "", false, "all");

  private static CassandraConnection cassandra;
  private static CqlSession session;

  @BeforeAll
  static void connect(TestSite site) {
    cassandra = CassandraConnection.open(config(site.cassandraHosts(), site.cassandraKeyspace()));
    session = cassandra.session();
  }

  @AfterAll
  static void close() {
    cassandra.close();
    cassandra.close();
  }

  private static CassandraConfig config(String host, String keyspace) {
    // whoever asks for no password ignores the one that is offered
    return new CassandraConfig(List.of(host), keyspace, "chat", new Secret("chat"), 2);
  }

  @Test
  void settings_areThoseOfTheContract() {
    DriverExecutionProfile settings = session.getContext().getConfig().getDefaultProfile();
    assertThat(settings.getString(DefaultDriverOption.REQUEST_CONSISTENCY))
        .isEqualTo(ConsistencyLevel.LOCAL_QUORUM.name());
    assertThat(settings.getString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY))
        .isEqualTo("SERIAL");
    assertThat(settings.getDuration(DefaultDriverOption.REQUEST_TIMEOUT)).hasSeconds(10);
    assertThat(settings.getInt(DefaultDriverOption.REQUEST_PAGE_SIZE)).isEqualTo(5000);
    assertThat(settings.getInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE)).isEqualTo(2);
    cassandra.ping();
  }

  @Test
  void absentKeyspace_isAFailureThatWaitingMayMend(TestSite site) {
    assertThatThrownBy(
            () -> CassandraConnection.open(config(site.cassandraHosts(), "no_such_keyspace")))
        .satisfies(e -> assertThat(DependencyFaults.away(e)).isTrue());
  }

  @Test
  void nobodyListening_isAway() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> CassandraConnection.open(config("127.0.0.1:" + port, "chat")))
        .isInstanceOf(DriverException.class)
        .satisfies(e -> assertThat(DependencyFaults.away(e)).isTrue());
  }

  @Test
  void closedSession_isAwayAndAWrongStatementIsNot(TestSite site) {
    CassandraConnection closed =
        CassandraConnection.open(config(site.cassandraHosts(), site.cassandraKeyspace()));
    closed.close();
    assertThatThrownBy(closed::ping).satisfies(e -> assertThat(DependencyFaults.away(e)).isTrue());
    assertThatThrownBy(() -> session.execute("SELECT nothing FROM messages_by_id"))
        .isInstanceOf(InvalidQueryException.class)
        .satisfies(e -> assertThat(DependencyFaults.away(e)).isFalse());
  }

  @Test
  void participants_survive() {
    MessageUdts udts = MessageUdts.of(session);
    write("p", udts.write(DORA), udts.write(List.of(DORA, EVERYBODY, DORA)), null);
    Row row = read("p");
    assertThat(MessageUdts.readParticipant(row.getUdtValue("sender"))).isEqualTo(DORA);
    assertThat(MessageUdts.readParticipants(row.getSet("mentions", UdtValue.class)))
        .containsExactlyInAnyOrder(DORA, EVERYBODY);
    assertThat(row.getUdtValue("sender").getString("app_name")).isEqualTo("App");
  }

  @Test
  void emptyText_isStoredAndNoOneIsNull() {
    MessageUdts udts = MessageUdts.of(session);
    write("n", udts.write(EVERYBODY), udts.write(List.of()), null);
    Row row = read("n");
    UdtValue sender = row.getUdtValue("sender");
    assertThat(sender.isNull("id")).isFalse();
    assertThat(sender.isNull("app_id")).isFalse();
    assertThat(sender.isNull("is_bot")).isFalse();
    assertThat(row.isNull("mentions")).isTrue();
    assertThat(MessageUdts.readParticipants(row.getSet("mentions", UdtValue.class))).isEmpty();
    assertThat(MessageUdts.readQuote(row.getUdtValue("quoted_parent_message"))).isNull();
    assertThat(MessageUdts.readParticipant(null))
        .isEqualTo(new StoredParticipant("", "", "", "", "", false, ""));
  }

  @Test
  void quotes_survive() {
    MessageUdts udts = MessageUdts.of(session);
    QuotedParentMessage full =
        new QuotedParentMessage(
            "m",
            "r",
            DORA,
            NOW,
            "hello",
            List.of(EVERYBODY),
            List.of(Bytes.of(new byte[] {1, 2}), Bytes.EMPTY),
            "http://x/r/m",
            "p",
            NOW.minusSeconds(1));
    write("q", null, null, udts.write(full));
    assertThat(MessageUdts.readQuote(read("q").getUdtValue("quoted_parent_message")))
        .isEqualTo(full);

    QuotedParentMessage zero =
        new QuotedParentMessage(
            "",
            "",
            MessageUdts.readParticipant(null),
            Timestamps.ZERO,
            "",
            List.of(),
            List.of(),
            "",
            "",
            null);
    write("z", null, null, udts.write(zero));
    UdtValue stored = read("z").getUdtValue("quoted_parent_message");
    assertThat(stored.getBytesUnsafe("created_at").remaining()).isZero();
    assertThat(stored.isNull("mentions")).isTrue();
    assertThat(stored.isNull("attachments")).isTrue();
    assertThat(stored.isNull("sender")).isFalse();
    assertThat(MessageUdts.readQuote(stored)).isEqualTo(zero);
  }

  @Test
  void filesAndCards_areRead() {
    session.execute(
        "INSERT INTO messages_by_id (message_id, created_at, file, card, card_action, attachments)"
            + " VALUES ('f', 0, {id: 'f1', name: 'plan.pdf', type: 'pdf'},"
            + " {template: 't', data: 0x0102},"
            + " {verb: 'ok', card_id: 'c1', hide_exec_log: true}, [0x07])");
    Row row = read("f");
    assertThat(MessageUdts.readFile(row.getUdtValue("file")).name()).isEqualTo("plan.pdf");
    assertThat(MessageUdts.readCard(row.getUdtValue("card")).data())
        .isEqualTo(Bytes.of(new byte[] {1, 2}));
    assertThat(MessageUdts.readCardAction(row.getUdtValue("card_action")))
        .satisfies(
            action -> {
              assertThat(action.verb()).isEqualTo("ok");
              assertThat(action.cardId()).isEqualTo("c1");
              assertThat(action.hideExecLog()).isTrue();
              assertThat(action.data()).isEqualTo(Bytes.EMPTY);
            });
    assertThat(MessageUdts.readBlobs(row.getList("attachments", ByteBuffer.class)))
        .containsExactly(Bytes.of(new byte[] {7}));
    assertThat(MessageUdts.readFile(null)).isNull();
    assertThat(MessageUdts.readCard(null)).isNull();
    assertThat(MessageUdts.readCardAction(null)).isNull();
  }

  @Test
  void writeTimestamps_comeFromThisMachine() {
    write("w", null, null, null);
    long micros =
        session
            .execute("SELECT writetime(msg) AS t FROM messages_by_id WHERE message_id = 'w'")
            .one()
            .getLong("t");
    assertThat(Duration.between(Instant.ofEpochMilli(micros / 1000), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }

  private static void write(
      String id, UdtValue sender, java.util.Set<UdtValue> mentions, UdtValue quote) {
    PreparedStatement insert =
        session.prepare(
            "INSERT INTO messages_by_id (message_id, created_at, msg, sender, mentions,"
                + " quoted_parent_message) VALUES (?, ?, '', ?, ?, ?)");
    session.execute(insert.bind(id, NOW, sender, mentions, quote));
  }

  private static Row read(String id) {
    return session.execute("SELECT * FROM messages_by_id WHERE message_id = ?", id).one();
  }
}
