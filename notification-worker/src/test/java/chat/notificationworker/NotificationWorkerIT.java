package chat.notificationworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Json;
import chat.model.MemberRemoved;
import chat.model.MessageEvent;
import chat.model.Notification;
import chat.model.Streams;
import chat.model.Subjects;
import chat.roomcrypto.Opening;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.Env;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service on real servers. */
@LocalServers
class NotificationWorkerIT {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final TestSite site;
  private MongoConnection mongo;
  private Connection client;
  private ServiceContext service;
  private Subscription heard;

  NotificationWorkerIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void open() throws Exception {
    site.createStreams();
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    mongo.database().getCollection("subscriptions").drop();
    client =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    heard = client.subscribe("chat.user.*.notification");
    member("u-112", "kenji", false);
    member("u-881", "marie", false);
    member("u-3", "quiet", true);
    member("u-4", "p_bot", false);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    mongo.close();
    client.close();
  }

  private void start(Map<String, String> more) throws Exception {
    Map<String, String> env = new HashMap<>(more);
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    env.put("NOTIFICATION_MEMBER_CACHE_TTL", "10m");
    service = Main.start(new Env(env, Duration.ofSeconds(20), Clock.systemUTC()));
  }

  private void member(String userId, String account, boolean muted) {
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", "s" + userId)
                .append("roomId", "room1")
                .append("u", new Document("_id", userId).append("account", account))
                .append("disableNotification", muted));
  }

  private void publish(String kind, String id) throws Exception {
    var event = new MessageEvent("created", Samples.message(id, "u-112"), site.siteId(), 1);
    client
        .jetStream()
        .publish("chat.msg.canonical." + site.siteId() + "." + kind, Json.write(event));
  }

  private Notification next(String account) throws Exception {
    Message message = heard.nextMessage(WAIT);
    assertThat(message).isNotNull();
    assertThat(message.getSubject()).isEqualTo("chat.user." + account + ".notification");
    return Json.read(message.getData(), Notification.class);
  }

  private void processed() {
    await()
        .atMost(WAIT)
        .until(
            () -> {
              var info =
                  client
                      .jetStreamManagement()
                      .getConsumerInfo(
                          Streams.messagesCanonical(site.siteId()).name(), "notification-worker");
              return info.getNumPending() + info.getNumAckPending() == 0;
            });
  }

  @Test
  void newMessages_notifyThoseWhoWantIt_editsNobody() throws Exception {
    start(Map.of());
    publish("updated", "edited");
    publish("deleted", "deleted");
    publish("created", "m1");
    Notification notification = next("marie");
    assertThat(notification.message()).isEqualTo(Samples.message("m1", "u-112"));
    processed();
    assertThat(heard.getPendingMessageCount()).isZero();
  }

  @Test
  void whoWasRemoved_isNotNotifiedAnyMore_whateverIsRemembered() throws Exception {
    start(Map.of());
    publish("created", "m1");
    next("marie");
    member("u-5", "third", false);
    publish("created", "m2"); // remembered: third is not yet known
    next("marie");
    processed();
    assertThat(heard.getPendingMessageCount()).isZero();
    mongo.database().getCollection("subscriptions").deleteOne(new Document("_id", "su-881"));
    var removed =
        new MemberRemoved("member_removed", "room1", List.of("marie"), site.siteId(), "", 1);
    client.publish(Subjects.memberEvent("room1"), Json.write(removed));
    client.flush(WAIT);
    publish("created", "m3");
    assertThat(next("third").message().id()).isEqualTo("m3");
    processed();
    assertThat(heard.getPendingMessageCount()).isZero();
  }

  @Test
  void sealedContent_opensWithTheRoomsKey() throws Exception {
    RoomCrypto crypto = RoomCrypto.best();
    RoomKeyPair pair = crypto.newKeyPair();
    mongo
        .database()
        .getCollection("rooms")
        .insertOne(new Document("_id", "room1").append("type", "channel").append("name", "crane"));
    try (ValkeyConnection valkey =
        ValkeyConnection.open(new ValkeyConfig(List.of(site.valkeyAddress()), new Secret("")))) {
      new ValkeyRoomKeyStore(
              valkey,
              Duration.ofHours(1),
              Clock.systemUTC(),
              new RoomKeyMetrics(OpenTelemetry.noop().getMeter(RoomKeyMetrics.METER)))
          .set("room1", pair);
    }
    start(Map.of("NOTIFICATION_ENCRYPTION_ENABLED", "true", "VALKEY_ADDRS", site.valkeyAddress()));
    publish("created", "m1");
    Notification notification = next("marie");
    assertThat(notification.message().content()).isEmpty();
    assertThat(crypto.opener(pair.privateKey(), 0).open(notification.encryptedMessage()))
        .isInstanceOfSatisfying(
            Opening.Opened.class, opened -> assertThat(opened.text()).contains("crane 4"));
  }

  @Test
  void durable_isThatOfTheContract() throws Exception {
    start(Map.of());
    await().atMost(WAIT).until(() -> service.health().missing().isEmpty());
    var configuration =
        client
            .jetStreamManagement()
            .getConsumerInfo(Streams.messagesCanonical(site.siteId()).name(), "notification-worker")
            .getConsumerConfiguration();
    assertThat(configuration.getFilterSubject()).isNull();
    assertThat(configuration.getMaxDeliver()).isEqualTo(5);
  }
}
