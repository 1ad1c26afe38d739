package chat.messageworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Json;
import chat.model.MessageEvent;
import chat.model.Streams;
import chat.runtime.Env;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import chat.stores.MessageUdts;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ConsumerInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole service on real servers. */
@LocalServers
class MessageWorkerIT {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private static TestSite site;
  private static MongoConnection mongo;
  private static CassandraConnection cassandra;
  private static Connection client;
  private static ServiceContext service;

  @BeforeAll
  static void start(TestSite given) throws Exception {
    site = given;
    site.createStreams();
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    cassandra =
        CassandraConnection.open(
            new CassandraConfig(
                List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1));
    client =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    env.put("CASSANDRA_HOSTS", site.cassandraHosts());
    env.put("CASSANDRA_KEYSPACE", site.cassandraKeyspace());
    env.put("CASSANDRA_NUM_CONNS", "1");
    service = Main.start(new Env(env, Duration.ofSeconds(30), Clock.systemUTC()));
    for (var user : List.of(Samples.KENJI, Samples.MARIE)) {
      mongo
          .database()
          .getCollection("users")
          .insertOne(
              new Document("_id", user.id())
                  .append("account", user.account())
                  .append("engName", user.engName())
                  .append("chineseName", user.chineseName()));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    mongo.close();
    cassandra.close();
    client.close();
  }

  private static void publish(String kind, byte[] body) throws Exception {
    client.jetStream().publish("chat.msg.canonical." + site.siteId() + "." + kind, body);
  }

  private static byte[] event(chat.model.Message message) {
    return Json.write(new MessageEvent("created", message, site.siteId(), 1));
  }

  private static Row row(String messageId) {
    return cassandra
        .session()
        .execute("SELECT * FROM messages_by_id WHERE message_id = ?", messageId)
        .one();
  }

  private static long pending() throws Exception {
    ConsumerInfo info =
        client
            .jetStreamManagement()
            .getConsumerInfo(Streams.messagesCanonical(site.siteId()).name(), "message-worker");
    return info.getNumPending() + info.getNumAckPending();
  }

  @Test
  void createdMessage_isSaved_othersAreNotTouched() throws Exception {
    publish("updated", event(Samples.plain("edited", "x")));
    publish("created", new byte[] {1, 2, 3});
    publish("created", event(Samples.plain("it1", "@marie look")));
    await().atMost(WAIT).until(() -> row("it1") != null);
    Row row = row("it1");
    assertThat(MessageUdts.readParticipant(row.getUdtValue("sender")))
        .isEqualTo(Samples.STORED_KENJI);
    assertThat(MessageUdts.readParticipants(row.getSet("mentions", UdtValue.class)))
        .containsExactly(Samples.STORED_MARIE);
    await().atMost(WAIT).until(() -> pending() == 0);
    assertThat(row("edited")).isNull();
  }

  @Test
  void manyMessages_areAllSaved() throws Exception {
    for (int i = 0; i < 200; i++) {
      publish("created", event(Samples.plain("many" + i, "x")));
    }
    await().atMost(WAIT).until(() -> pending() == 0);
    for (int i = 0; i < 200; i++) {
      assertThat(row("many" + i)).isNotNull();
    }
  }

  @Test
  void replies_areCountedOnce_stampedAndTold() throws Exception {
    publish("created", event(Samples.plain("itroot", "root")));
    await().atMost(WAIT).until(() -> row("itroot") != null);
    var far = new Document("_id", "u-far").append("account", "far").append("siteId", "elsewhere");
    mongo.database().getCollection("users").insertOne(far);
    for (int round = 0; round < 2; round++) { // everything twice
      for (int i = 0; i < 6; i++) {
        var by = i % 2 == 0 ? Samples.MARIE : Samples.KENJI;
        publish(
            "created",
            event(
                Samples.reply(
                    "itreply" + i,
                    by,
                    i == 3 ? "@far" : "x",
                    Samples.AT.plusSeconds(1 + i),
                    "itroot",
                    Samples.AT)));
      }
    }
    await().atMost(WAIT).until(() -> row("itreply5") != null && pending() == 0);
    Document thread =
        mongo
            .database()
            .getCollection("thread_rooms")
            .find(new Document("parentMessageId", "itroot"))
            .first();
    assertThat(row("itroot").getInt("tcount")).isEqualTo(6);
    Row inRoom =
        cassandra
            .session()
            .execute(
                "SELECT tcount, thread_room_id FROM messages_by_room"
                    + " WHERE message_id = 'itroot' ALLOW FILTERING")
            .one();
    assertThat(inRoom.getInt("tcount")).isEqualTo(6);
    assertThat(inRoom.getString("thread_room_id")).isEqualTo(thread.getString("_id"));
    assertThat(thread.getString("lastMsgId")).isEqualTo("itreply5");
    var subscriptions = mongo.database().getCollection("thread_subscriptions");
    assertThat(subscriptions.countDocuments(new Document("parentMessageId", "itroot")))
        .isEqualTo(3);
    var outbox = client.jetStreamManagement().getStreamInfo(Streams.outbox(site.siteId()).name());
    assertThat(outbox.getStreamState().getMsgCount()).isEqualTo(1);
  }

  @Test
  void durableAndIndexes_areThoseOfTheContract() throws Exception {
    await().atMost(WAIT).until(() -> service.health().missing().isEmpty());
    var configuration =
        client
            .jetStreamManagement()
            .getConsumerInfo(Streams.messagesCanonical(site.siteId()).name(), "message-worker")
            .getConsumerConfiguration();
    assertThat(configuration.getFilterSubject())
        .isEqualTo("chat.msg.canonical." + site.siteId() + ".created");
    assertThat(configuration.getMaxDeliver()).isEqualTo(5);
    assertThat(mongo.database().getCollection("thread_rooms").listIndexes())
        .anySatisfy(
            index -> {
              assertThat(index.getString("name")).isEqualTo("parentMessageId_1");
              assertThat(index.getBoolean("unique")).isTrue();
            });
    assertThat(mongo.database().getCollection("thread_subscriptions").listIndexes())
        .extracting(index -> index.getString("name"))
        .contains("threadRoomId_1_userAccount_1")
        .doesNotContain("threadRoomId_1_userId_1");
  }
}
