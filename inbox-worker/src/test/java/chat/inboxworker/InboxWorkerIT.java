package chat.inboxworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.model.MemberAdded;
import chat.model.MemberRemoved;
import chat.model.OutboxType;
import chat.model.Streams;
import chat.model.Subjects;
import chat.model.Subscription;
import chat.model.SubscriptionRead;
import chat.model.SubscriptionUpdate;
import chat.model.User;
import chat.runtime.Env;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.runtime.StartException;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamInfo;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole service on real servers. */
@LocalServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxWorkerIT {
  private static final long AT = 1_770_000_000_100L;

  private final TestSite site;
  private ServiceContext service;
  private Connection nats;
  private MongoConnection mongo;

  InboxWorkerIT(TestSite site) {
    this.site = site;
  }

  private Map<String, String> variables() {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
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
        .insertMany(List.of(Samples.MARIE, Samples.JULES));
    nats =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    service = start(variables());
  }

  @AfterAll
  void stopEverything() throws Exception {
    service.close();
    nats.close();
    mongo.close();
  }

  @BeforeEach
  void empty() {
    for (String collection :
        List.of(
            CollectionNames.SUBSCRIPTIONS,
            CollectionNames.ROOMS,
            CollectionNames.THREAD_SUBSCRIPTIONS,
            MongoMembershipMarks.COLLECTION)) {
      mongo.database().getCollection(collection).deleteMany(new Document());
    }
  }

  private void publish(String type, byte[] body) throws Exception {
    nats.jetStream().publish(Subjects.inboxFederated(site.siteId(), type), body);
  }

  private void publish(String type, Object inner) throws Exception {
    publish(type, Samples.envelope(type, inner));
  }

  private void add(long timestamp, String... accounts) throws Exception {
    publish(
        OutboxType.MEMBER_ADDED,
        new MemberAdded(
            "member_added",
            Samples.ROOM,
            "harbour ops",
            "channel",
            List.of(accounts),
            Samples.HOME,
            "kenji",
            AT,
            0,
            timestamp));
  }

  private void remove(long timestamp, String account) throws Exception {
    publish(
        OutboxType.MEMBER_REMOVED,
        new MemberRemoved(
            "member_removed", Samples.ROOM, List.of(account), Samples.HOME, "", timestamp));
  }

  private Optional<Subscription> subscription(String account) {
    return Optional.ofNullable(
        mongo
            .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
            .find(and(eq("roomId", Samples.ROOM), eq("u.account", account)))
            .first());
  }

  private ConsumerInfo consumer() throws Exception {
    return nats.jetStreamManagement()
        .getConsumerInfo(
            Streams.inbox(site.siteId()).name(), Durables.inboxWorker(site.siteId()).name());
  }

  private boolean settled() throws Exception {
    return consumer().getNumPending() + consumer().getNumAckPending() == 0;
  }

  @Test
  void eventsOfARoom_takeEffectInStreamOrder() throws Exception {
    for (int round = 0; round < 30; round++) {
      add(AT + 2 * round, "marie", "jules");
      remove(AT + 2 * round + 1, "marie");
    }
    await().until(this::settled);

    assertThat(subscription("marie")).isEmpty();
    assertThat(subscription("jules")).isPresent();
  }

  @Test
  void everyType_takesEffect() throws Exception {
    add(AT, "marie");
    publish(
        OutboxType.ROLE_UPDATED,
        Samples.envelope(
            OutboxType.ROLE_UPDATED,
            "{\"subscription\":{\"u\":{\"account\":\"marie\"},\"roomId\":\"%s\",\"roles\":[\"owner\"]},\"timestamp\":%d}"
                .formatted(Samples.ROOM, AT + 1)));
    publish(
        OutboxType.SUBSCRIPTION_READ,
        new SubscriptionRead("marie", Samples.ROOM, AT + 2, true, AT + 2));
    publish(
        OutboxType.THREAD_SUBSCRIPTION_UPSERTED,
        Samples.thread("t1", true, Instant.ofEpochMilli(AT)));
    publish(OutboxType.ROOM_SYNC, Samples.room("one"));
    await().until(this::settled);

    Subscription marie = subscription("marie").orElseThrow();
    assertThat(marie.roles()).containsExactly("owner");
    assertThat(marie.lastSeenAt()).isEqualTo(Instant.ofEpochMilli(AT + 2));
    assertThat(
            mongo.database().getCollection(CollectionNames.THREAD_SUBSCRIPTIONS).countDocuments())
        .isEqualTo(1);
    assertThat(mongo.database().getCollection(CollectionNames.ROOMS).countDocuments()).isEqualTo(1);
  }

  @Test
  void roleThatOvertakesItsMember_isAppliedByARetry() throws Exception {
    Subscription s = Samples.subscription("marie", Instant.ofEpochMilli(AT));
    publish(OutboxType.ROLE_UPDATED, new SubscriptionUpdate("u", s, "role_updated", AT + 1));
    await().until(() -> consumer().getNumAckPending() == 1);
    add(AT, "marie");

    await().until(() -> settled());
    assertThat(subscription("marie")).isPresent();
  }

  @Test
  void hostileBodies_spendOneDeliveryAndHinderNobody() throws Exception {
    long redelivered = consumer().getRedelivered();
    publish("x", new byte[0]);
    publish("x", "garbage".getBytes(StandardCharsets.UTF_8));
    publish("x", new byte[1 << 19]);
    publish("x", Samples.envelope(OutboxType.MEMBER_ADDED, "garbage"));
    publish("x", Samples.envelope("something_new", "{}"));
    add(AT, "marie");

    await().until(() -> subscription("marie").isPresent() && settled());
    assertThat(consumer().getRedelivered()).isEqualTo(redelivered);
  }

  @Test
  void localLane_isNotOurs() throws Exception {
    long before = consumer().getDelivered().getConsumerSequence();
    nats.jetStream()
        .publish(
            Subjects.inbox(site.siteId(), OutboxType.MEMBER_ADDED),
            Samples.envelope(
                OutboxType.MEMBER_ADDED, "{\"roomId\":\"local\",\"accounts\":[\"marie\"]}"));
    add(AT, "jules");
    await().until(() -> subscription("jules").isPresent() && settled());

    assertThat(consumer().getDelivered().getConsumerSequence()).isEqualTo(before + 1);
    assertThat(
            mongo
                .database()
                .getCollection(CollectionNames.SUBSCRIPTIONS)
                .countDocuments(eq("roomId", "local")))
        .isZero();
  }

  @Test
  void indexes_areEnsured() {
    List<String> names = new ArrayList<>();
    mongo
        .database()
        .getCollection(CollectionNames.THREAD_SUBSCRIPTIONS)
        .listIndexes()
        .map(index -> index.getString("name"))
        .into(names);

    assertThat(names).containsExactlyInAnyOrder("_id_", "threadRoomId_1_userAccount_1");
  }

  @Test
  void bootstrap_makesTheMissingStreamWithBothLanesAndNoSources() throws Exception {
    Map<String, String> fresh = variables();
    fresh.put("SITE_ID", site.siteId() + "n");
    fresh.put("BOOTSTRAP_STREAMS", "true");
    ServiceContext other = start(fresh);
    try {
      String id = site.siteId() + "n";
      StreamInfo stream = nats.jetStreamManagement().getStreamInfo("INBOX_" + id);
      assertThat(stream.getConfiguration().getSubjects())
          .containsExactly("chat.inbox." + id + ".*", "chat.inbox." + id + ".aggregate.>");
      assertThat(stream.getConfiguration().getSources()).isNullOrEmpty();
    } finally {
      other.close();
      nats.jetStreamManagement().deleteStream("INBOX_" + site.siteId() + "n");
    }
  }

  @Test
  void missingStreamWithoutBootstrap_endsTheStart() {
    Map<String, String> elsewhere = variables();
    elsewhere.put("SITE_ID", site.siteId() + "x");

    assertThatThrownBy(() -> start(elsewhere))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("INBOX_" + site.siteId() + "x");
  }
}
