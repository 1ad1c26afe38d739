package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetprivTest {

  private static final List<String> COMMAND = List.of("server", "-x");
  private static final long ALL = -1L;

  @Test
  void absent_leavesTheCommandAsItIs() {
    var setpriv = new Setpriv(Optional.empty(), ALL);

    assertThat(setpriv.bound(COMMAND)).isEqualTo(COMMAND);
    assertThat(setpriv.boundWithoutMemoryLock(COMMAND)).isEqualTo(COMMAND);
  }

  @Test
  void present_bindsTheChildToItsParent() {
    assertThat(present(0).bound(COMMAND))
        .containsExactly("/bin/setpriv", "--pdeathsig", "TERM", "--", "server", "-x");
  }

  @Test
  void mayLockMemory_losesThat() {
    assertThat(present(ALL).boundWithoutMemoryLock(COMMAND))
        .contains("--bounding-set", "--inh-caps", "-ipc_lock")
        .endsWith("--", "server", "-x");
  }

  @Test
  void ordinaryUser_isNotAskedToDropWhatItLacks() {
    assertThat(present(0).boundWithoutMemoryLock(COMMAND)).isEqualTo(present(0).bound(COMMAND));
  }

  @Test
  void status_effectiveCapabilities_areRead() {
    String status = "Name:\tjava\nCapPrm:\t0000000000000000\nCapEff:\t00000000a80425fb\n";

    assertThat(Setpriv.capabilities(status)).isEqualTo(0xa80425fbL);
    assertThat(Setpriv.capabilities("Name:\tjava\n")).isZero();
  }

  private static Setpriv present(long capabilities) {
    return new Setpriv(Optional.of(Path.of("/bin/setpriv")), capabilities);
  }
}
