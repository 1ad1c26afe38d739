package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.DeleteMessageReply;
import chat.model.EditMessageReply;
import chat.model.HistoryOperation;
import chat.model.Json;
import chat.model.LoadHistoryReply;
import chat.model.LoadSurroundingReply;
import chat.model.MessageBuckets;
import chat.model.MessageEvent;
import chat.model.MessagePage;
import chat.model.StoredMessage;
import chat.model.ThreadParentsReply;
import chat.runtime.Env;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.MessageInfo;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole service on real servers. */
@LocalServers
class HistoryServiceIT {
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Instant NOW = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

  private static TestSite site;
  private static MongoConnection mongo;
  private static CassandraConnection cassandra;
  private static MessageTables tables;
  private static Connection client;
  private static ServiceContext service;

  @BeforeAll
  static void start(TestSite given) throws Exception {
    site = given;
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    cassandra =
        CassandraConnection.open(
            new CassandraConfig(
                List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1));
    tables = new MessageTables(cassandra.session(), MessageBuckets.ofHours(72));
    client =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    site.createStreams();
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
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    mongo.close();
    cassandra.close();
    client.close();
  }

  private static void room(String room, Instant createdAt, Instant lastMsgAt) {
    mongo
        .database()
        .getCollection("rooms")
        .insertOne(
            new Document("_id", room)
                .append("createdAt", Date.from(createdAt))
                .append("lastMsgAt", Date.from(lastMsgAt)));
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", room + "kenji")
                .append("roomId", room)
                .append("u", new Document("account", "kenji")));
  }

  private static String ask(String account, String room, String operation, String body)
      throws Exception {
    Message reply =
        client.request(
            "chat.user.%s.request.room.%s.%s.msg.%s"
                .formatted(account, room, site.siteId(), operation),
            body.getBytes(StandardCharsets.UTF_8),
            WAIT);
    assertThat(reply).as("a reply").isNotNull();
    assertThat(reply.getHeaders()).isNull();
    return new String(reply.getData(), StandardCharsets.UTF_8);
  }

  private static <T extends Record> T ask(String room, String operation, String body, Class<T> type)
      throws Exception {
    return Json.read(ask("kenji", room, operation, body).getBytes(StandardCharsets.UTF_8), type);
  }

  private static List<String> ids(List<StoredMessage> messages) {
    return messages.stream().map(StoredMessage::messageId).toList();
  }

  @Test
  void historyNextAndGet_readTheSameMessages() throws Exception {
    room("r1", NOW.minus(Duration.ofDays(40)), NOW);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      String id = "r1m%02d".formatted(i);
      tables.insert(Samples.plain("r1", id, NOW.minus(Duration.ofDays(30 - i))));
      all.add(id);
    }
    LoadHistoryReply history = ask("r1", "history", "{\"limit\":25}", LoadHistoryReply.class);
    assertThat(ids(history.messages())).isEqualTo(all.reversed());
    List<String> paged = new ArrayList<>();
    MessagePage page = ask("r1", "next", "{\"limit\":4}", MessagePage.class);
    paged.addAll(ids(page.messages()));
    while (page.hasNext()) {
      page =
          ask(
              "r1",
              "next",
              "{\"limit\":4,\"cursor\":\"" + page.nextCursor() + "\"}",
              MessagePage.class);
      paged.addAll(ids(page.messages()));
    }
    assertThat(paged).isEqualTo(all);
    assertThat(ask("r1", "get", "{\"messageId\":\"r1m07\"}", StoredMessage.class))
        .isEqualTo(history.messages().get(17));
  }

  @Test
  void surroundingThreadAndParents_readTheSameMessages() throws Exception {
    room("r4", NOW.minus(Duration.ofDays(40)), NOW);
    for (int i = 0; i < 9; i++) {
      tables.insert(Samples.plain("r4", "r4m" + i, NOW.minus(Duration.ofDays(30 - i))));
    }
    Instant at = NOW.minus(Duration.ofDays(20));
    tables.insert(
        new Change(Samples.plain("r4", "r4root", at)).tcount(9L).threadRoomId("r4t").make());
    List<String> replies = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      replies.add("r4r" + i);
      tables.insertReply(
          Samples.reply("r4", "r4r" + i, at.plus(Duration.ofDays(i)), "r4root", "r4t"));
    }
    mongo
        .collection("thread_rooms", chat.model.ThreadRoom.class)
        .insertOne(
            new chat.model.ThreadRoom(
                "r4t", "r4root", at, "r4", "s", NOW, "r4r8", List.of("kenji"), at, at));

    LoadSurroundingReply around =
        ask(
            "r4",
            "surrounding",
            "{\"messageId\":\"r4m4\",\"limit\":4}",
            LoadSurroundingReply.class);
    assertThat(ids(around.messages())).containsExactly("r4m2", "r4m3", "r4m4", "r4m5");
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      String body =
          "{\"threadMessageId\":\"r4root\",\"limit\":2,\"cursor\":\"%s\"}".formatted(cursor);
      MessagePage page = ask("r4", "thread", body, MessagePage.class);
      paged.addAll(ids(page.messages()));
      cursor = page.nextCursor();
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(replies.reversed());
    ThreadParentsReply parents =
        ask("r4", "thread.parent", "{\"filter\":\"following\"}", ThreadParentsReply.class);
    assertThat(ids(parents.parentMessages())).containsExactly("r4root");
    assertThat(parents.total()).isEqualTo(1);
  }

  @Test
  void bigMessages_areCutToWhatTheServerTakes() throws Exception {
    room("r2", NOW.minus(Duration.ofDays(1)), NOW);
    String big = "\u65e9".repeat(6800);
    for (int i = 0; i < 100; i++) {
      tables.insert(Samples.plain("r2", "r2m%02d".formatted(i), NOW.minusSeconds(200 - i), big));
    }
    LoadHistoryReply history = ask("r2", "history", "{\"limit\":100}", LoadHistoryReply.class);
    assertThat(history.messages()).hasSizeBetween(30, 60);
    assertThat(history.messages().getFirst().messageId()).isEqualTo("r2m99");
    MessagePage page = ask("r2", "next", "{\"limit\":100}", MessagePage.class);
    assertThat(page.messages()).hasSizeBetween(30, 60);
    assertThat(page.hasNext()).isTrue();
    MessagePage rest =
        ask(
            "r2",
            "next",
            "{\"limit\":10,\"cursor\":\"" + page.nextCursor() + "\"}",
            MessagePage.class);
    assertThat(rest.messages().getFirst().messageId())
        .isEqualTo("r2m%02d".formatted(page.messages().size()));
  }

  @Test
  void stranger_hostileBody_andRefusedState_areAnswered() throws Exception {
    room("r3", NOW.minus(Duration.ofDays(1)), NOW);
    tables.insert(Samples.plain("r3", "r3m", NOW.minusSeconds(9)));
    assertThat(ask("marie", "r3", "history", "{}"))
        .isEqualTo("{\"error\":\"not subscribed to room\",\"code\":\"forbidden\"}");
    assertThat(ask("kenji", "r3", "get", "[")).isEqualTo("{\"error\":\"invalid request payload\"}");
    String cursor =
        new Cursor(MessageBuckets.ofHours(72).of(NOW), chat.model.Bytes.of(new byte[] {9, 9, 9}))
            .encode();
    assertThat(ask("kenji", "r3", "next", "{\"cursor\":\"" + cursor + "\"}"))
        .isEqualTo("{\"error\":\"failed to load messages\",\"code\":\"internal\"}");
  }

  @Test
  void editAndDelete_areStoredAndToldOnTheStream() throws Exception {
    room("r5", NOW.minus(Duration.ofDays(40)), NOW);
    Instant at = NOW.minus(Duration.ofDays(9));
    tables.insert(
        new Change(Samples.plain("r5", "r5root", at)).tcount(2L).threadRoomId("r5t").make());
    Instant replyAt = at.plusSeconds(5);
    tables.insertReply(
        new Change(Samples.reply("r5", "r5other", replyAt.minusSeconds(1), "r5root", "r5t"))
            .threadParentCreatedAt(at)
            .make());
    tables.insertReply(
        new Change(Samples.reply("r5", "r5reply", replyAt, "r5root", "r5t"))
            .threadParentCreatedAt(at)
            .make());

    EditMessageReply edited =
        ask("r5", "edit", "{\"messageId\":\"r5reply\",\"newMsg\":\"new\"}", EditMessageReply.class);
    MessageEvent event = lastEvent("updated");
    assertThat(event.timestamp()).isEqualTo(edited.editedAt());
    assertThat(event.message().content()).isEqualTo("new");
    assertThat(event.message().threadParentMessageId()).isEqualTo("r5root");
    String thread = "{\"threadMessageId\":\"r5root\"}";
    StoredMessage reply = ask("r5", "thread", thread, MessagePage.class).messages().getFirst();
    assertThat(reply.msg()).isEqualTo("new");
    assertThat(reply.editedAt()).isEqualTo(Instant.ofEpochMilli(edited.editedAt()));

    DeleteMessageReply deleted =
        ask("r5", "delete", "{\"messageId\":\"r5reply\"}", DeleteMessageReply.class);
    assertThat(lastEvent("deleted").timestamp()).isEqualTo(deleted.deletedAt());
    reply = ask("r5", "thread", thread, MessagePage.class).messages().getFirst();
    assertThat(reply.deleted()).isTrue();
    assertThat(reply.msg()).isEmpty();
    assertThat(ask("r5", "get", "{\"messageId\":\"r5root\"}", StoredMessage.class).tcount())
        .isEqualTo(1);
    assertThat(ask("r5", "history", "{}", LoadHistoryReply.class).messages().getFirst().tcount())
        .isEqualTo(1);
    assertThat(ask("kenji", "r5", "edit", "{\"messageId\":\"r5reply\",\"newMsg\":\"x\"}"))
        .isEqualTo("{\"error\":\"message not found\",\"code\":\"not_found\"}");
  }

  @Test
  void parallelDeletions_haveOneTimeAndOneEvent() throws Exception {
    room("r6", NOW.minus(Duration.ofDays(1)), NOW);
    tables.insert(Samples.plain("r6", "r6m", NOW.minusSeconds(9)));
    List<Future<String>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        replies.add(threads.submit(() -> ask("kenji", "r6", "delete", "{\"messageId\":\"r6m\"}")));
      }
    }
    Set<String> different = new HashSet<>();
    for (Future<String> reply : replies) {
      different.add(reply.get());
    }
    assertThat(different).hasSize(1).allMatch(reply -> reply.contains("deletedAt"));
    assertThat(events().stream().filter(event -> event.message().id().equals("r6m"))).hasSize(1);
  }

  private static List<MessageEvent> events() throws Exception {
    JetStreamManagement management = client.jetStreamManagement();
    String stream = "MESSAGES_CANONICAL_" + site.siteId();
    long last = management.getStreamInfo(stream).getStreamState().getLastSequence();
    List<MessageEvent> events = new ArrayList<>();
    for (long sequence = 1; sequence <= last; sequence++) {
      MessageInfo message = management.getMessage(stream, sequence);
      events.add(Json.read(message.getData(), MessageEvent.class));
    }
    return events;
  }

  private static MessageEvent lastEvent(String kind) throws Exception {
    return events().stream()
        .filter(event -> event.event().equals(kind) && event.message().roomId().equals("r5"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void hostileBodies_endNothing() throws Exception {
    for (HistoryOperation operation : HistoryOperation.values()) {
      for (String body : List.of("", "{", "[1", "\u0000", "x".repeat(900_000))) {
        assertThat(ask("nobody", "r", operation.text(), body))
            .isEqualTo("{\"error\":\"invalid request payload\"}");
      }
    }
    await().atMost(WAIT).until(() -> service.health().missing().isEmpty());
  }

  @Test
  void hostileIds_areJustUnknown() throws Exception {
    room("r7", NOW.minus(Duration.ofDays(1)), NOW);
    for (String id :
        List.of("\\u0000", "'; DROP TABLE x; --", "$where", "x".repeat(70_000), "\\ud800")) {
      for (String operation : List.of("get", "surrounding", "thread", "edit", "delete")) {
        String body =
            "{\"messageId\":\"%1$s\",\"threadMessageId\":\"%1$s\",\"newMsg\":\"x\"}".formatted(id);
        assertThat(ask("kenji", "r7", operation, body))
            .isEqualTo("{\"error\":\"message not found\",\"code\":\"not_found\"}");
      }
    }
  }

  @Test
  void serviceIsReady_andIndexesExist() {
    await().atMost(WAIT).until(() -> service.health().missing().isEmpty());
    assertThat(mongo.database().getCollection("thread_rooms").listIndexes())
        .extracting(index -> index.getString("name"))
        .contains(
            "roomId_1_lastMsgAt_-1_threadParentCreatedAt_1",
            "roomId_1_replyAccounts_1_lastMsgAt_-1_threadParentCreatedAt_1");
    assertThat(mongo.database().getCollection("thread_subscriptions").listIndexes())
        .extracting(index -> index.getString("name"))
        .contains("threadRoomId_1_userAccount_1");
  }
}
