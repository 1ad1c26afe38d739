package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Room;
import chat.runtime.Secret;
import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@LocalServers
class MongoConnectionIT {
  private static MongoConfig config(String uri, String database) {
    return new MongoConfig(new Secret(uri), database, "", new Secret(""));
  }

  @Test
  void log_namesHostsAndNoPassword(TestSite site) {
    Logger logger = (Logger) LoggerFactory.getLogger(MongoConnection.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try (MongoConnection mongo = MongoConnection.open(config(site.mongoUri(), site.mongoDb()))) {
      mongo.ping();
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getFormattedMessage()).isEqualTo("connected to MongoDB");
              assertThat(line.getKeyValuePairs().toString())
                  .contains(site.mongoDb())
                  .doesNotContain("mongodb://");
            });
  }

  @Test
  void nobodyListening_isAway() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String uri = "mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=200";
    assertThatThrownBy(() -> MongoConnection.open(config(uri, "chat")))
        .isInstanceOf(MongoException.class)
        .satisfies(e -> assertThat(DependencyFaults.away(e)).isTrue());
  }

  @Test
  void roomMeta_isReadFromRooms(TestSite site) throws Exception {
    try (MongoConnection mongo = MongoConnection.open(config(site.mongoUri(), site.mongoDb()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Instant now = Instant.EPOCH;
      mongo
          .collection(CollectionNames.ROOMS, Room.class)
          .insertOne(
              new Room(
                  "r", "crew", "channel", "s", 4, 1, null, "", null, null, now, now, false,
                  List.of(), List.of()));
      RoomMetaCache cache =
          new RoomMetaCache(
              mongo, new RoomMetaCacheConfig(10, java.time.Duration.ofMinutes(1)), threads);
      RoomMeta expected = new RoomMeta("r", "channel", "crew", "s", 4);
      assertThat(cache.get("r")).contains(expected);
      mongo.database().getCollection("rooms").deleteOne(Filters.eq("r"));
      assertThat(cache.get("r")).contains(expected);
      assertThat(cache.get("none")).isEmpty();
      mongo
          .database()
          .getCollection("rooms")
          .insertOne(new Document("_id", "broken").append("userCount", "many"));
      assertThatThrownBy(() -> cache.get("broken"))
          .satisfies(e -> assertThat(DependencyFaults.away(e)).isFalse());
    }
  }
}
