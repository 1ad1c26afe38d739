package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.Checkout;
import chat.localservers.LocalServers;
import chat.localservers.ServerBinaries;
import chat.localservers.TestSite;
import chat.localservers.ValkeyServer;
import chat.runtime.Secret;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@LocalServers
@Timeout(60)
class ValkeyConnectionIT {

  private static final ValkeyScript<List<@Nullable String>> TAKE =
      ValkeyScript.texts(ValkeyConnectionIT.class, "take.lua");

  private final TestSite site;

  ValkeyConnectionIT(TestSite site) {
    this.site = site;
  }

  @Test
  void kindOfServer_isFoundOut() {
    try (ValkeyConnection cluster = open(site.valkeyAddress());
        ValkeyConnection single = open(site.standaloneValkeyAddress())) {
      assertThat(cluster.isCluster()).isTrue();
      assertThat(single.isCluster()).isFalse();
      cluster.ping();
      single.ping();
    }
  }

  @Test
  void seedThatIsAway_isPassedOver() {
    for (String address : List.of(site.valkeyAddress(), site.standaloneValkeyAddress())) {
      try (ValkeyConnection valkey = open("127.0.0.1:1", address)) {
        valkey.ping();
      }
    }
  }

  @Test
  void noServer_leavesNothingOpen() {
    Set<String> before = lettuceThreads();

    assertThatThrownBy(() -> open("127.0.0.1:1"))
        .isInstanceOf(RedisException.class)
        .hasMessage("no answer from Valkey at 127.0.0.1:1")
        .satisfies(fault -> assertThat(ValkeyFaults.away(fault)).isTrue());

    await().untilAsserted(() -> assertThat(before).containsAll(lettuceThreads()));
  }

  @Test
  void close_leavesNothingOpen() {
    Set<String> before = lettuceThreads();
    ValkeyConnection valkey = open(site.valkeyAddress());

    valkey.close();

    await().untilAsserted(() -> assertThat(before).containsAll(lettuceThreads()));
  }

  @ParameterizedTest
  @EnumSource
  void script_answersInBothModes(ValkeyServer.Mode mode) {
    String address =
        mode == ValkeyServer.Mode.CLUSTER ? site.valkeyAddress() : site.standaloneValkeyAddress();
    String key = site.siteId() + ":" + mode;
    try (ValkeyConnection valkey = open(address)) {
      assertThatThrownBy(() -> TAKE.run(valkey, List.of(key), "new"))
          .isInstanceOf(RedisCommandExecutionException.class)
          .hasMessageContaining("nothing held");

      valkey.await(valkey.commands().set(key, "old"));

      assertThat(TAKE.run(valkey, List.of(key), "new")).containsExactly("old", "new", null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void password_isNeededAndUsed(ValkeyServer.Mode mode, @TempDir Path folder) throws Exception {
    try (ValkeyServer server = server(folder, mode)) {
      server.start();
      try (ValkeyConnection admin = open(server.address())) {
        admin.await(admin.commands().configSet("requirepass", "s3cret"));
      }

      assertThatThrownBy(() -> open(server.address())).isInstanceOf(RedisException.class);
      ValkeyConfig config = new ValkeyConfig(List.of(server.address()), new Secret("s3cret"));
      try (ValkeyConnection valkey = ValkeyConnection.open(config)) {
        assertThat(valkey.isCluster()).isEqualTo(mode == ValkeyServer.Mode.CLUSTER);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void restartedServer_isFoundAgainAndGetsTheScriptsText(
      ValkeyServer.Mode mode, @TempDir Path folder) throws Exception {
    try (ValkeyServer server = server(folder, mode)) {
      server.start();
      try (ValkeyConnection valkey = open(server.address())) {
        valkey.await(valkey.commands().set("held", "1"));
        TAKE.run(valkey, List.of("held"), "2");

        server.kill();
        long down = System.nanoTime();
        assertThatThrownBy(() -> TAKE.run(valkey, List.of("held"), "3"))
            .satisfies(fault -> assertThat(ValkeyFaults.away(fault)).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - down)).isLessThan(Duration.ofSeconds(5));

        server.start();
        await()
            .atMost(Duration.ofSeconds(20))
            .ignoreExceptionsMatching(ValkeyFaults::away)
            .untilAsserted(valkey::ping);
        valkey.await(valkey.commands().set("held", "4"));
        assertThat(TAKE.run(valkey, List.of("held"), "5")).containsExactly("4", "5", null);
      }
    }
  }

  private static ValkeyServer server(Path folder, ValkeyServer.Mode mode) throws Exception {
    Checkout checkout = Checkout.around(Path.of(""));
    return new ValkeyServer(
        new ServerBinaries(System.getenv(), checkout).valkeyServer(), folder, mode, false);
  }

  private static ValkeyConnection open(String... addresses) {
    return ValkeyConnection.open(new ValkeyConfig(List.of(addresses), new Secret("")));
  }

  private static Set<String> lettuceThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("lettuce"))
        .collect(Collectors.toSet());
  }
}
