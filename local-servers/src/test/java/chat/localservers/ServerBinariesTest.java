package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerBinariesTest {

  @TempDir private Path temp;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void noServerAnywhere() throws Exception {
    environment.put("HOME", temp.resolve("home").toString());
    environment.put("PATH", temp.resolve("bin").toString());
    ExecutableScript.running(temp.resolve("checkout/local-servers/fetch-servers.sh"), "exit 3");
  }

  @Test
  void named_isTaken_evenWhenThePathHasOne() throws Exception {
    nats("bin/nats-server", "2.11.0");
    Path own = nats("own/nats-server", "2.10.1");
    environment.put("NATS_SERVER", own.toString());

    assertThat(binaries().natsServer().executable()).isEqualTo(own);
  }

  @Test
  void named_tooOld_isRefused() throws Exception {
    environment.put("NATS_SERVER", nats("own/nats-server", "2.9.10").toString());
    nats("bin/nats-server", "2.11.0");

    assertThatThrownBy(() -> binaries().natsServer())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NATS_SERVER=")
        .hasMessageContaining("2.10.0 or newer");
  }

  @Test
  void path_tooOld_isPassedOver() throws Exception {
    nats("bin/nats-server", "2.9.10");
    Path cached = nats("home/.cache/chat-fleet/nats/usr/sbin/nats-server", "2.10.27");

    assertThat(binaries().natsServer().executable()).isEqualTo(cached);
  }

  @Test
  void unpacked_bringsItsLibraries() throws Exception {
    environment.put("XDG_CACHE_HOME", temp.resolve("xdg").toString());
    Path usr = temp.resolve("xdg/chat-fleet/valkey/usr");
    ExecutableScript.printing(usr.resolve("bin/valkey-server"), "Valkey server v=8.0.1");
    Path libraries = Files.createDirectories(usr.resolve("lib/x86_64-linux-gnu"));

    assertThat(binaries().valkeyServer().environment())
        .containsExactly(Map.entry("LD_LIBRARY_PATH", libraries.toString()));
  }

  @Test
  void checkout_toolsFolder_isSearched() throws Exception {
    Path own = nats("checkout/.tools/nats/usr/sbin/nats-server", "2.10.27");

    assertThat(binaries().natsServer().executable()).isEqualTo(own);
  }

  @Test
  void nowhere_isFetchedIntoTheCache() throws Exception {
    ExecutableScript.running(
        temp.resolve("checkout/local-servers/fetch-servers.sh"),
        """
        mkdir -p $1/nats/usr/sbin
        printf '#!/bin/sh\\necho nats-server: v2.10.27\\n' > $1/nats/usr/sbin/nats-server
        chmod +x $1/nats/usr/sbin/nats-server
        """);

    assertThat(binaries().natsServer().executable())
        .isEqualTo(temp.resolve("home/.cache/chat-fleet/nats/usr/sbin/nats-server"));
  }

  @Test
  void nowhere_cannotBeFetched_saysWhatToDo() {
    assertThatThrownBy(() -> binaries().valkeyServer())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("VALKEY_SERVER");
  }

  @Test
  void executable_doesNotRunHere_isPassedOver() throws Exception {
    Path broken = ExecutableScript.running(temp.resolve("bin/nats-server"), "exit 1");

    assertThat(ServerBinaries.recentEnough(broken, new Version(2, 10, 0))).isEmpty();
  }

  private Path nats(String file, String version) throws Exception {
    return ExecutableScript.printing(temp.resolve(file), "nats-server: v" + version);
  }

  private ServerBinaries binaries() {
    return new ServerBinaries(environment, new Checkout(temp.resolve("checkout")));
  }
}
