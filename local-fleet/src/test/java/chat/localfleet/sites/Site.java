package chat.localfleet.sites;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.localservers.Federation;
import chat.localservers.Federation.Remote;
import chat.localservers.NatsSite;
import chat.localservers.OperatorKeys;
import chat.localservers.SourceWaker;
import chat.localservers.TestSite;
import chat.model.Json;
import chat.model.RoomJob;
import chat.model.Subjects;
import chat.model.Subscription;
import chat.model.User;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamInfoOptions;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;

/** One of two sites: its servers, and the services that make and follow memberships. */
final class Site implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofHours(1);

  final String id;
  final NatsSite natsSite;
  final RoomKeyStore keys;
  private final TestSite stores;
  private final Connection nats;
  private final MongoConnection mongo;
  private final ValkeyConnection valkey;
  private final SourceWaker waker;
  private final Map<String, String> environment;
  private final List<ServiceContext> services = new ArrayList<>();

  Site(NatsSite natsSite, OperatorKeys operator, TestSite stores, String other) throws Exception {
    this.id = natsSite.name();
    this.natsSite = natsSite;
    this.stores = stores;
    nats =
        Nats.connect(
            Options.builder()
                .server(natsSite.url())
                .authHandler(Nats.credentials(operator.backendCreds().toString()))
                .inboxPrefix("chat.server.response")
                .errorListener(new ErrorListener() {})
                .maxReconnects(-1)
                .build());
    var remotes = List.of(new Remote(other, other));
    Federation.ensure(nats.jetStreamManagement(), Federation.streams(id, remotes));
    waker = new SourceWaker(nats, id, remotes);
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(stores.mongoUri()), database(), "", new Secret("")));
    subscriptions()
        .createIndex(
            Indexes.ascending("roomId", "u.account"),
            new IndexOptions().unique(true)); // as room-service
    valkey =
        ValkeyConnection.open(
            ValkeyConfig.required(new EnvReader(Map.of("VALKEY_ADDRS", stores.valkeyAddress()))));
    keys =
        new ValkeyRoomKeyStore(
            valkey,
            GRACE,
            Clock.systemUTC(),
            new RoomKeyMetrics(OpenTelemetry.noop().getMeter("test")));
    environment = environment(operator);
  }

  private Map<String, String> environment(OperatorKeys operator) {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", id);
    env.put("NATS_URL", natsSite.url());
    env.put("NATS_CREDS_FILE", operator.backendCreds().toAbsolutePath().toString());
    env.put("MONGO_URI", stores.mongoUri());
    env.put("MONGO_DB", database());
    env.put("VALKEY_ADDRS", stores.valkeyAddress());
    return env;
  }

  private String database() {
    return stores.mongoDb() + id;
  }

  /** Starts room-worker and inbox-worker with variables besides those of the servers. */
  void start(Map<String, String> more) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    var env = new Env(all, START, Clock.systemUTC());
    services.add(chat.roomworker.Main.start(env));
    services.add(chat.inboxworker.Main.start(env));
  }

  void people(List<User> people) {
    mongo.collection(CollectionNames.USERS, User.class).insertMany(people);
  }

  MongoCollection<Document> subscriptions() {
    return mongo.database().getCollection(CollectionNames.SUBSCRIPTIONS);
  }

  /** A room must have a key before it is made: room-service's work. */
  void giveKey(String roomId) {
    keys.createIfAbsent(roomId, RoomCrypto.best().newKeyPair());
  }

  /** Accepts a job as room-service does. */
  void accept(RoomJob job, Record body) throws Exception {
    String json = new String(Json.write(body), UTF_8);
    nats.jetStream()
        .publish(
            NatsMessage.builder()
                .subject(Subjects.roomJob(id, job))
                .headers(new Headers().put("X-Request-ID", UUID.randomUUID().toString()))
                .data(json.getBytes(UTF_8))
                .build());
  }

  /**
   * Room and account → roles, time of joining and name: what this site stores of rooms of a site
   * and people who live at one.
   */
  Map<String, String> members(String home, String livingAt) {
    Map<String, String> members = new TreeMap<>();
    for (Subscription one :
        mongo
            .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
            .find(Filters.eq("siteId", home))) {
      if (one.u().account().startsWith(livingAt)) {
        members.put(
            one.roomId() + " " + one.u().account(),
            one.roles() + " " + one.joinedAt() + " " + one.name());
      }
    }
    return members;
  }

  /** Events that were published here for the other site. */
  long sentTo(String other) throws Exception {
    return stored("OUTBOX_" + id, "outbox." + id + ".to." + other + ".>");
  }

  /** Events of the other site that have arrived here. */
  long arrived() throws Exception {
    return stored("INBOX_" + id, "chat.inbox." + id + ".aggregate.>");
  }

  private long stored(String stream, String filter) throws Exception {
    return nats
        .jetStreamManagement()
        .getStreamInfo(stream, StreamInfoOptions.filterSubjects(filter))
        .getStreamState()
        .getSubjects()
        .stream()
        .mapToLong(subject -> subject.getCount())
        .sum();
  }

  /** Jobs and events that wait to be worked on. */
  long waiting() throws Exception {
    return left("ROOMS_" + id, "room-worker") + left("INBOX_" + id, "inbox-worker");
  }

  private long left(String stream, String durable) throws Exception {
    var info = nats.jetStreamManagement().getConsumerInfo(stream, durable);
    return info.getNumPending() + info.getNumAckPending();
  }

  long deadLetters() throws Exception {
    return stored("DEADLETTER_" + id, "deadletter.>");
  }

  Connection nats() {
    return nats;
  }

  @Override
  public void close() throws Exception {
    services.reversed().forEach(ServiceContext::close);
    waker.close();
    nats.close();
    mongo.database().drop();
    mongo.close();
    valkey.close();
  }
}
