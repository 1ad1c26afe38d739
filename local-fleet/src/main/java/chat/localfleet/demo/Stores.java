package chat.localfleet.demo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import chat.localfleet.FleetStatus;
import chat.model.MessageBuckets;
import chat.model.Room;
import chat.model.Subscription;
import chat.runtime.EnvReader;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import chat.stores.SearchConfig;
import chat.stores.SearchConnection;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in the stores of one site, looked at (and for a sabotage, broken) from outside. */
final class Stores implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final FleetStatus.Site site;
  private final MongoConnection mongo;

  Stores(FleetStatus.Site site) {
    this.site = site;
    mongo =
        MongoConnection.open(
            MongoConfig.required(
                new EnvReader(Map.of("MONGO_URI", site.mongo(), "MONGO_DB", site.mongoDb()))));
  }

  Optional<Room> room(String roomId) {
    return Optional.ofNullable(
        mongo.collection(CollectionNames.ROOMS, Room.class).find(eq("_id", roomId)).first());
  }

  List<Subscription> subscriptions(String roomId) {
    return mongo
        .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
        .find(eq("roomId", roomId))
        .into(new ArrayList<>());
  }

  Optional<Subscription> subscription(String roomId, String account) {
    return Optional.ofNullable(
        mongo
            .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
            .find(and(eq("roomId", roomId), eq("u.account", account)))
            .first());
  }

  /** What is indexed can be found from now on; else the index waits for up to 30 s. */
  void showWhatIsIndexed() {
    SearchConfig config = SearchConfig.read(new EnvReader(Map.of("SEARCH_URL", site.search())));
    try (var engine = SearchConnection.open(config)) {
      engine.send("POST", "/messages-*/_refresh", LIMIT);
    }
  }

  /** For a sabotage. */
  void forgetKey(String roomId) {
    var env = new EnvReader(Map.of("VALKEY_ADDRS", site.valkey()));
    try (var valkey = ValkeyConnection.open(ValkeyConfig.required(env))) {
      valkey.await(valkey.commands().del("room:{" + roomId + "}:key"));
    }
  }

  /** For a sabotage: the room's messages of this time's bucket. */
  void forgetMessages(String roomId, Instant said) {
    var env =
        new EnvReader(
            Map.of(
                "CASSANDRA_HOSTS",
                site.cassandra(),
                "CASSANDRA_KEYSPACE",
                site.cassandraKeyspace()));
    long bucket = MessageBuckets.ofHours(MessageBuckets.DEFAULT_HOURS).of(said);
    try (var cassandra = CassandraConnection.open(CassandraConfig.required(env))) {
      var delete =
          cassandra
              .session()
              .prepare("DELETE FROM messages_by_room WHERE room_id = ? AND bucket = ?");
      cassandra.session().execute(delete.bind(roomId, bucket));
    }
  }

  @Override
  public void close() {
    mongo.close();
  }
}
