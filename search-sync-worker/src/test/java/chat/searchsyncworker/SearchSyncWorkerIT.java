package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.Checkout;
import chat.localservers.JavaHomes;
import chat.localservers.LocalServers;
import chat.localservers.SearchServer;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.RestrictedRoomCache;
import chat.stores.SearchConfig;
import chat.stores.SearchConnection;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole service on real servers; the engine is one that the test may kill. */
@LocalServers
class SearchSyncWorkerIT {
  private static final Duration WAIT = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  private final TestSite site;
  private SearchServer server;
  private RunningSite running;
  private SearchConnection connection;
  private SearchEngine engine;
  private IndexNames names;

  SearchSyncWorkerIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void start() throws Exception {
    server =
        new SearchServer(
            new JavaHomes(System.getenv()).java17(),
            Checkout.around(Path.of("")).searchNode(),
            folder.resolve("engine"),
            "it",
            false);
    server.start();
    running = new RunningSite(site, server.url());
    connection =
        SearchConnection.open(
            new SearchConfig(new Secret(server.url()), "", new Secret(""), false));
    engine = new RestSearchEngine(connection);
    names = TestIndices.of(site.siteId());
  }

  @AfterEach
  void stop() throws Exception {
    connection.close();
    running.close();
    server.close();
  }

  private void awaitSettled() {
    for (var durable :
        List.of(
            Durables.messageSync(site.siteId()),
            Durables.spotlightSync(site.siteId()),
            Durables.userRoomSync(site.siteId()))) {
      await().atMost(WAIT).until(() -> running.settled(durable));
    }
  }

  private JsonNode message(String id) {
    return engine.stored(names.messages() + "-2026-01", id).orElseThrow();
  }

  @Test
  void eventsReachTheIndices_andAnEngineThatIsAwayCostsNoDelivery() throws Exception {
    try (ServiceContext service = running.startService(Map.of())) {
      assertThat(engine.stored(names.userRoom(), "nobody")).isEmpty();
      running.publishMembers(true, Samples.members("channel", "Etch", 0, "kenji"), 100);
      running.publish("created", Samples.reply("m1", "before"), 100);
      running.publishRaw("created", new byte[] {1, 2});
      running.publish("updated", Samples.plain("m1", "after"), 200);
      running.publish("created", Samples.system("sys"), 300);
      awaitSettled();
      assertThat(message("m1").path("content").asString()).isEqualTo("after");
      assertThat(message("m1").path("tshow").asBoolean()).isTrue();
      assertThat(engine.stored(names.messages() + "-2026-01", "sys")).isEmpty();
      assertThat(engine.stored(names.spotlight(), "kenji_" + Samples.ROOM)).isPresent();
      assertThat(engine.stored(names.userRoom(), "kenji")).isPresent();

      server.kill();
      running.publish("created", Samples.plain("m2", "while away"), 400);
      running.publishMembers(true, Samples.members("channel", "Etch", 0, "olga"), 400);
      await().atMost(WAIT).until(() -> !service.health().missing().isEmpty());
      server.start();
      awaitSettled();

      assertThat(message("m2").path("content").asString()).isEqualTo("while away");
      assertThat(engine.stored(names.userRoom(), "olga")).isPresent();
      await().atMost(WAIT).until(() -> service.health().missing().isEmpty());
      assertThat(running.consumer(Durables.userRoomSync(site.siteId())).getRedelivered()).isZero();
    }
  }

  @Test
  void poisonedAction_sinksNothingElse_andAccessThatChangesIsForgotten() throws Exception {
    var valkey =
        ValkeyConnection.open(new ValkeyConfig(List.of(site.valkeyAddress()), new Secret("")));
    var cache = new RestrictedRoomCache(valkey);
    String member = "m-" + site.siteId();
    cache.remember(member, Map.of(Samples.ROOM, 5L), Duration.ofMinutes(5));
    try (valkey;
        ServiceContext service =
            running.startService(Map.of("VALKEY_ADDRS", site.valkeyAddress()))) {
      running.publishMembers(true, Samples.members("channel", "x", 0, "a", "x".repeat(600)), 100);
      running.publishMembers(false, Samples.members("channel", "x", 0, member), 200);
      awaitSettled();

      assertThat(engine.stored(names.userRoom(), "a")).isPresent();
      assertThat(engine.stored(names.userRoom(), member)).isPresent();
      assertThat(engine.stored(names.spotlight(), "a_" + Samples.ROOM)).isPresent();
      await()
          .atMost(WAIT)
          .until(() -> cache.read(member) instanceof RestrictedRoomCache.Entry.Absent);
      assertThat(service.health().missing()).isEmpty();
    }
  }
}
