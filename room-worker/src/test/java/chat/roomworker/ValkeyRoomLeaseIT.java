package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.runtime.EnvReader;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@LocalServers
class ValkeyRoomLeaseIT {
  private static ValkeyConnection valkey;
  private static String room;

  @BeforeAll
  static void connect(TestSite site) {
    valkey =
        ValkeyConnection.open(
            ValkeyConfig.required(new EnvReader(Map.of("VALKEY_ADDRS", site.valkeyAddress()))));
    room = "lease" + site.siteId();
  }

  @AfterAll
  static void close() {
    valkey.close();
  }

  private static String holder(String roomId) {
    return valkey.await(valkey.commands().get("room:{" + roomId + "}:lease"));
  }

  @Test
  void processes_workOnARoomOneAfterTheOther() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    List<Future<Integer>> done = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        RoomLease ofAnotherProcess = new ValkeyRoomLease(valkey);
        done.add(
            threads.submit(
                () ->
                    ofAnotherProcess.holding(
                        room,
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          valkey.ping();
                          return inside.decrementAndGet();
                        })));
      }
      for (Future<Integer> one : done) {
        assertThat(one.get()).isZero();
      }
    }
    assertThat(most).hasValue(1);
    assertThat(holder(room)).isNull();
  }

  @Test
  void otherRooms_areNotHeldUp() throws Exception {
    RoomLease lease = new ValkeyRoomLease(valkey);
    String answer = lease.holding(room + "1", () -> lease.holding(room + "2", () -> "inside"));
    assertThat(answer).isEqualTo("inside");
  }

  @Test
  void failure_givesTheRoomBack() {
    RoomLease lease = new ValkeyRoomLease(valkey);
    assertThatThrownBy(
            () ->
                lease.holding(
                    room + "3",
                    () -> {
                      throw new IllegalStateException("job");
                    }))
        .hasMessage("job");
    assertThat(holder(room + "3")).isNull();
  }

  @Test
  void leaseThatRanOut_isNotTakenFromItsNewHolder() throws Exception {
    String key = "room:{" + room + "4}:lease";
    new ValkeyRoomLease(valkey)
        .holding(room + "4", () -> valkey.await(valkey.commands().set(key, "somebody else")));
    assertThat(holder(room + "4")).isEqualTo("somebody else");
  }
}
