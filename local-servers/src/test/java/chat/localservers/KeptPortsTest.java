package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.localservers.ServerStartException.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeptPortsTest {

  private final List<Integer> tried = new ArrayList<>();

  @Test
  void start_ready_keepsThePorts() throws Exception {
    var ports = new KeptPorts(List.of(1, 2));
    ports.start(() -> tried.add(ports.get(0)));
    ports.start(() -> tried.add(ports.get(0)));

    assertThat(tried).containsExactly(1, 1);
    assertThat(ports.get(1)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENDED", "STRANGER"})
  void firstStart_portTaken_triesOthers(Reason reason) throws Exception {
    var ports = new KeptPorts(List.of(1));
    ports.start(() -> failAt(1, ports, reason));

    assertThat(tried).hasSize(2).startsWith(1);
    assertThat(ports.get(0)).isEqualTo(tried.getLast()).isNotEqualTo(1);
  }

  @Test
  void firstStart_failsAlways_givesUpAfterThree() throws Exception {
    var ports = new KeptPorts(1);

    assertThatThrownBy(() -> ports.start(() -> fail(ports, Reason.ENDED)))
        .isInstanceOf(ServerStartException.class);
    assertThat(new HashSet<>(tried)).hasSize(3);
  }

  @Test
  void firstStart_notReadyInTime_isNotRepeated() throws Exception {
    var ports = new KeptPorts(1);

    assertThatThrownBy(() -> ports.start(() -> fail(ports, Reason.NOT_READY)))
        .isInstanceOf(ServerStartException.class);
    assertThat(tried).hasSize(1);
  }

  @Test
  void restart_strangerOnThePort_isRefused() throws Exception {
    var ports = new KeptPorts(List.of(1));
    ports.start(() -> {});

    assertThatThrownBy(() -> ports.start(() -> fail(ports, Reason.STRANGER)))
        .isInstanceOf(ServerStartException.class);
    assertThat(tried).containsExactly(1);
    assertThat(ports.get(0)).isEqualTo(1);
  }

  @Test
  void free_portsDiffer_andLieBelowThoseOfConnections() throws Exception {
    List<Integer> ports = LoopbackPorts.free(50);

    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 15_000 && port < 32_000);
    try (var socket = new ServerSocket(ports.getFirst(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(LoopbackPorts.free(50)).doesNotContain(socket.getLocalPort());
    }
  }

  private void failAt(int port, KeptPorts ports, Reason reason) {
    if (ports.get(0) == port) {
      fail(ports, reason);
    }
    tried.add(ports.get(0));
  }

  private void fail(KeptPorts ports, Reason reason) {
    tried.add(ports.get(0));
    throw new ServerStartException(reason, "no");
  }
}
