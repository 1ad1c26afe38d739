package chat.roomkeystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.roomcrypto.VersionedRoomKey;
import chat.runtime.Secret;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@LocalServers
class ValkeyRoomKeyStoreIT {

  @Nested
  class OnACluster extends OnAServer {
    OnACluster(TestSite site) {
      super(site.valkeyAddress());
    }
  }

  @Nested
  class OnASingleServer extends OnAServer {
    OnASingleServer(TestSite site) {
      super(site.standaloneValkeyAddress());
    }
  }

  /** The contract of all stores, and how this one lies in Valkey. */
  abstract static class OnAServer extends RoomKeyStoreContract {

    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final ValkeyConnection valkey;

    OnAServer(String address) {
      this.valkey = ValkeyConnection.open(new ValkeyConfig(List.of(address), new Secret("")));
    }

    @Override
    RoomKeyStore newStore() {
      SdkMeterProvider provider = SdkMeterProvider.builder().registerMetricReader(metrics).build();
      return new ValkeyRoomKeyStore(
          valkey, GRACE, clock, new RoomKeyMetrics(provider.get(RoomKeyMetrics.METER)));
    }

    @AfterEach
    void close() {
      store.delete(room);
      valkey.close();
    }

    @Override
    void passGracePeriod() {
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> valkey.await(valkey.commands().exists(key(":prev"))) == 0);
    }

    @Override
    void loseCurrentKey() {
      valkey.await(valkey.commands().del(key("")));
    }

    @Test
    void set_writesTheContractsFields() {
      store.set(room, first);

      assertThat(hash("")).isEqualTo(RoomKeyFields.of(0, first));
      assertThat(lifetime("")).isEqualTo(-1);
    }

    @Test
    void rotate_writesBothSlotsAndTheKeptVersion() {
      store.setWithVersion(room, 4, first);

      store.rotate(room, second);

      assertThat(hash("")).isEqualTo(RoomKeyFields.of(5, second));
      assertThat(lifetime("")).isEqualTo(-1);
      assertThat(hash(":prev")).isEqualTo(RoomKeyFields.of(4, first));
      assertThat(lifetime(":prev")).isBetween(1L, GRACE.toMillis());
      assertThat(hash(":v:4"))
          .containsAllEntriesOf(RoomKeyFields.of(4, first))
          .containsEntry("until", Long.toString(clock.millis()))
          .hasSize(4);
      assertThat(lifetime(":v:4")).isBetween(1L, GRACE.toMillis());
      assertThat(lifetime(":v")).isBetween(1L, GRACE.toMillis());
    }

    @Test
    void rotateOfAVersionThatIsNoNumber_countsFromZero() {
      hash("", Map.of("pub", first.publicKey().base64(), "priv", "x", "ver", "?"));

      assertThat(store.rotate(room, second)).isEqualTo(new Rotation.Rotated(1));
      assertThat(hash(":prev")).containsEntry("ver", "?");
    }

    @Test
    void announcement_liesApartForAnHour() {
      store.set(room, first);

      store.announceNext(room, 4711, second);

      assertThat(hash(":next"))
          .containsAllEntriesOf(RoomKeyFields.of(1, second))
          .containsEntry("job", "4711")
          .hasSize(4);
      assertThat(lifetime(":next"))
          .isBetween(Duration.ofMinutes(59).toMillis(), Duration.ofHours(1).toMillis());
    }

    @Test
    void rotationOfAnotherFleet_isFoundInThePreviousSlot() {
      hash("", RoomKeyFields.of(3, second));
      hash(":prev", RoomKeyFields.of(2, first));

      assertThat(store.getByVersion(room, 2))
          .isEqualTo(new KeyOfVersion.Previous(new VersionedRoomKey(2, first)));
    }

    @Test
    void delete_leavesNoKeyOfTheRoom() {
      store.set(room, first);
      store.rotate(room, second);
      store.rotate(room, third);
      store.announceNext(room, 11, first);
      assertThat(valkey.await(valkey.commands().keys("room:{" + room + "}*"))).hasSize(6);

      store.delete(room);

      assertThat(valkey.await(valkey.commands().keys("room:{" + room + "}*"))).isEmpty();
    }

    @Test
    void corruptKey_isATypedErrorAndCounted() {
      String healthy = room + "x";
      store.set(healthy, first);
      hash("", Map.of("pub", "!", "priv", first.privateKey().base64(), "ver", "0"));

      assertThatThrownBy(() -> store.get(room))
          .isInstanceOf(CorruptRoomKeyException.class)
          .hasMessageContaining(room);
      assertThatThrownBy(() -> store.getPublic(room)).isInstanceOf(CorruptRoomKeyException.class);
      assertThatThrownBy(() -> store.getMany(List.of(healthy, room)))
          .isInstanceOf(CorruptRoomKeyException.class)
          .hasMessageContaining(room);
      assertThat(failures("Get")).isEqualTo(3);
      store.delete(healthy);
    }

    @Test
    void wrongTypeOfKey_isCountedByOperation() {
      valkey.await(valkey.commands().set(key(""), "text"));

      assertThatThrownBy(() -> store.set(room, first)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> store.setWithVersion(room, 1, first))
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> store.rotate(room, first)).isInstanceOf(RuntimeException.class);

      assertThat(failures("Set")).isEqualTo(1);
      assertThat(failures("SetWithVersion")).isEqualTo(1);
      assertThat(failures("Rotate")).isEqualTo(1);
    }

    private long failures(String operation) {
      return metrics.collectAllMetrics().stream()
          .filter(metric -> metric.getName().equals("room_key_valkey_errors_total"))
          .flatMap(metric -> metric.getLongSumData().getPoints().stream())
          .filter(
              point -> operation.equals(point.getAttributes().get(AttributeKey.stringKey("op"))))
          .mapToLong(point -> point.getValue())
          .sum();
    }

    private Map<String, String> hash(String suffix) {
      return valkey.await(valkey.commands().hgetall(key(suffix)));
    }

    private void hash(String suffix, Map<String, String> fields) {
      valkey.await(valkey.commands().hset(key(suffix), fields));
    }

    /** Milliseconds; −1 = for ever. */
    private long lifetime(String suffix) {
      return valkey.await(valkey.commands().pttl(key(suffix)));
    }

    private String key(String suffix) {
      return "room:{" + room + "}:key" + suffix;
    }
  }
}
