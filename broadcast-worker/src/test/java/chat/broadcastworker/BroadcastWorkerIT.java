package chat.broadcastworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.model.Headers;
import chat.model.Json;
import chat.model.Message;
import chat.model.Room;
import chat.model.RoomEvent;
import chat.model.Streams;
import chat.model.Subscription;
import chat.model.User;
import chat.roomcrypto.Opening;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.Env;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.runtime.StartException;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.NatsMessage;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole service on real servers, encryption on. */
@LocalServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BroadcastWorkerIT {
  private final TestSite site;
  private final String roomId = "r" + System.nanoTime();
  private final BlockingQueue<io.nats.client.Message> live = new LinkedBlockingQueue<>();
  private ServiceContext service;
  private Connection nats;
  private MongoConnection mongo;
  private ValkeyConnection valkey;
  private RoomKeyStore keys;
  private final RoomCrypto crypto = RoomCrypto.best();
  private RoomKeyPair pair;

  BroadcastWorkerIT(TestSite site) {
    this.site = site;
  }

  private Map<String, String> variables() {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    env.put("ENCRYPTION_ENABLED", "true");
    env.put("VALKEY_ADDRS", site.valkeyAddress());
    env.put("HEALTH_ADDR", "127.0.0.1:0");
    return env;
  }

  private static ServiceContext start(Map<String, String> variables) throws Exception {
    return Main.start(new Env(variables, Duration.ofSeconds(20), Clock.systemUTC()));
  }

  @BeforeAll
  void startEverything() throws Exception {
    site.createStreams();
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    mongo
        .collection(CollectionNames.USERS, User.class)
        .insertMany(List.of(Samples.KENJI, Samples.MARIE));
    valkey = ValkeyConnection.open(new ValkeyConfig(List.of(site.valkeyAddress()), new Secret("")));
    keys =
        new ValkeyRoomKeyStore(
            valkey,
            Duration.ofHours(1),
            Clock.systemUTC(),
            new RoomKeyMetrics(OpenTelemetry.noop().getMeter(RoomKeyMetrics.METER)));
    nats =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    nats.createDispatcher(live::add)
        .subscribe("chat.room.*.event")
        .subscribe("chat.user.*.event.room");
    nats.flush(Duration.ofSeconds(5));
    service = start(variables());
  }

  @AfterAll
  void stopEverything() throws Exception {
    service.close();
    nats.close();
    valkey.close();
    mongo.close();
  }

  @BeforeEach
  void emptyRooms() {
    mongo.collection(CollectionNames.ROOMS, Room.class).deleteMany(new Document());
    mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class).deleteMany(new Document());
    live.clear();
  }

  /** A room of its own: metadata is remembered by id. */
  private String room(String name, String type, String... accounts) {
    String id = roomId + name;
    Room r = Samples.room(type, accounts);
    mongo
        .collection(CollectionNames.ROOMS, Room.class)
        .insertOne(
            new Room(
                id,
                r.name(),
                r.type(),
                site.siteId(),
                r.userCount(),
                r.appCount(),
                null,
                "",
                null,
                null,
                r.createdAt(),
                r.updatedAt(),
                false,
                List.of(),
                r.accounts()));
    for (String account : accounts) {
      mongo
          .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
          .insertOne(Samples.subscription(id, account));
    }
    return id;
  }

  private void giveKey(String room, long version) {
    pair = crypto.newKeyPair();
    keys.setWithVersion(room, version, pair);
  }

  private void publish(String kind, String room, String content) throws Exception {
    Message m = Samples.message("Zq8LmN3pR7sT1uVwXyA2", content, Samples.EDITED, Samples.EDITED);
    Message inRoom =
        new Message(
            m.id(),
            room,
            m.userId(),
            m.userAccount(),
            content,
            m.mentions(),
            m.createdAt(),
            kind.equals("created") ? null : m.editedAt(),
            kind.equals("created") ? null : m.updatedAt(),
            "",
            null,
            false,
            "",
            m.sysMsgData(),
            null);
    publish(kind, Json.write(Samples.event(kind, inRoom)));
  }

  private void publish(String kind, byte[] body) throws Exception {
    nats.jetStream()
        .publish(
            NatsMessage.builder()
                .subject("chat.msg.canonical." + site.siteId() + "." + kind)
                .headers(new io.nats.client.impl.Headers().put(Headers.REQUEST_ID, Site.REQUEST))
                .data(body)
                .build());
  }

  private io.nats.client.Message next() throws InterruptedException {
    io.nats.client.Message message = live.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a live event within 20 s").isNotNull();
    return message;
  }

  private static RoomEvent event(io.nats.client.Message message) throws Exception {
    return Json.read(message.getData(), RoomEvent.class);
  }

  private String opened(chat.model.EncryptedMessage envelope) {
    Opening opening = crypto.opener(pair.privateKey(), envelope.version()).open(envelope);
    return ((Opening.Opened) opening).text();
  }

  private long unsettled() throws Exception {
    var info =
        nats.jetStreamManagement()
            .getConsumerInfo(
                Streams.messagesCanonical(site.siteId()).name(),
                Durables.broadcastWorker(site.siteId()).name());
    return info.getNumPending() + info.getNumAckPending();
  }

  @Test
  void newChannelMessage_arrivesSealedWithPointersAndFlags() throws Exception {
    String room = room("a", "channel", "kenji", "marie");
    giveKey(room, 4);
    publish("created", room, "secret @marie @all");

    io.nats.client.Message message = next();
    assertThat(message.getSubject()).isEqualTo("chat.room." + room + ".event");
    assertThat(message.getHeaders().get(Headers.REQUEST_ID)).containsExactly(Site.REQUEST);
    RoomEvent event = event(message);
    assertThat(event.message()).isNull();
    assertThat(event.encryptedMessage().version()).isEqualTo(4);
    assertThat(opened(event.encryptedMessage()))
        .contains("secret @marie @all")
        .contains("Kenji Mori");
    assertThat(event.mentions()).extracting("account").containsExactly("marie", "all");
    Room stored =
        mongo.collection(CollectionNames.ROOMS, Room.class).find(new Document("_id", room)).first();
    assertThat(stored.lastMsgId()).isEqualTo("Zq8LmN3pR7sT1uVwXyA2");
    assertThat(stored.lastMentionAllAt()).isNotNull();
    assertThat(
            mongo
                .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
                .find(new Document("hasMention", true)))
        .extracting(s -> s.u().account())
        .containsExactly("marie");
    await().until(() -> unsettled() == 0);
  }

  @Test
  void directMessage_arrivesAtBothInPlain() throws Exception {
    String room = room("b", "dm", "kenji", "marie");
    publish("created", room, "hello");

    List<io.nats.client.Message> both = List.of(next(), next());
    assertThat(both)
        .extracting(io.nats.client.Message::getSubject)
        .containsExactlyInAnyOrder("chat.user.kenji.event.room", "chat.user.marie.event.room");
    assertThat(event(both.getFirst()).message().message().content()).isEqualTo("hello");
  }

  @Test
  void editAndDeletion_arrive() throws Exception {
    String room = room("c", "channel", "kenji");
    giveKey(room, 0);
    publish("updated", room, "better");

    RoomEvent edited = event(next());
    assertThat(opened(edited.messageEdited().encryptedNewContent())).isEqualTo("better");
    publish("deleted", room, "");
    assertThat(event(next()).messageDeleted().messageId()).isEqualTo("Zq8LmN3pR7sT1uVwXyA2");
  }

  @Test
  void missingKey_isTriedAgainAfterADelayUntilItIsThere() throws Exception {
    String room = room("d", "channel", "kenji");
    publish("created", room, "patience");
    await()
        .until(
            () ->
                mongo
                        .collection(CollectionNames.ROOMS, Room.class)
                        .countDocuments(new Document("lastMsgId", "Zq8LmN3pR7sT1uVwXyA2"))
                    == 1);
    giveKey(room, 2);

    assertThat(opened(event(next()).encryptedMessage())).contains("patience");
  }

  @Test
  void corruptKey_publishesNothingUntilItIsMended() throws Exception {
    String room = room("g", "channel", "kenji");
    giveKey(room, 1);
    String slot = "room:{" + room + "}:key";
    valkey.await(valkey.commands().hset(slot, "pub", "AAAA"));
    publish("created", room, "mended");
    await()
        .until(
            () ->
                mongo
                        .collection(CollectionNames.ROOMS, Room.class)
                        .countDocuments(new Document("lastMsgId", "Zq8LmN3pR7sT1uVwXyA2"))
                    == 1);
    assertThat(live).isEmpty();
    giveKey(room, 1);

    assertThat(opened(event(next()).encryptedMessage())).contains("mended");
  }

  @Test
  void hostileBodies_spendOneDeliveryAndHinderNobody() throws Exception {
    String room = room("e", "channel", "kenji");
    giveKey(room, 0);
    publish("created", new byte[0]);
    publish("created", "garbage".getBytes(StandardCharsets.UTF_8));
    publish("created", new byte[1 << 19]);
    publish("created", "{\"event\":\"created\",\"message\":7}".getBytes(StandardCharsets.UTF_8));
    publish("created", room, "after");

    assertThat(opened(event(next()).encryptedMessage())).contains("after");
    await().until(() -> unsettled() == 0);
    assertThat(
            nats.jetStreamManagement()
                .getConsumerInfo(
                    Streams.messagesCanonical(site.siteId()).name(), "broadcast-worker")
                .getRedelivered())
        .isZero();
  }

  @Test
  void service_isReady() throws Exception {
    URI uri = URI.create("http://" + service.healthAddress().orElseThrow() + "/readyz");
    try (HttpClient http = HttpClient.newHttpClient()) {
      await()
          .until(
              () ->
                  http.send(
                              HttpRequest.newBuilder(uri).build(),
                              HttpResponse.BodyHandlers.discarding())
                          .statusCode()
                      == 200);
    }
  }

  @Test
  void missingStreamWithoutBootstrap_endsTheStart() {
    Map<String, String> elsewhere = variables();
    elsewhere.put("SITE_ID", site.siteId() + "x");

    assertThatThrownBy(() -> start(elsewhere))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("MESSAGES_CANONICAL_" + site.siteId() + "x");
  }

  @Test
  void withoutEncryption_channelsArePlainAndValkeyIsNotAsked() throws Exception {
    Map<String, String> plain = variables();
    plain.put("SITE_ID", site.siteId() + "p");
    plain.put("ENCRYPTION_ENABLED", "false");
    plain.put("VALKEY_ADDRS", "127.0.0.1:1");
    plain.put("BOOTSTRAP_STREAMS", "true");
    plain.put("USER_CACHE_SIZE", "0");
    plain.remove("HEALTH_ADDR");
    String room = room("f", "channel", "kenji");
    ServiceContext other = start(plain);
    try {
      byte[] body =
          Json.write(
              Samples.event(
                  "created",
                  new Message(
                      "m",
                      room,
                      "u-112",
                      "kenji",
                      "readable",
                      List.of(),
                      Samples.CREATED,
                      null,
                      null,
                      "",
                      null,
                      false,
                      "",
                      chat.model.Bytes.EMPTY,
                      null)));
      nats.jetStream().publish("chat.msg.canonical." + site.siteId() + "p.created", body);
      io.nats.client.Message message = next();
      assertThat(event(message).message().message().content()).isEqualTo("readable");
      assertThat(message.hasHeaders() && message.getHeaders().containsKey(Headers.REQUEST_ID))
          .isFalse();
    } finally {
      other.close();
      nats.jetStreamManagement().deleteStream("MESSAGES_CANONICAL_" + site.siteId() + "p");
    }
  }
}
