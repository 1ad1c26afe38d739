package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.runtime.Secret;
import chat.stores.RestrictedRoomCache.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LocalServers
class RestrictedRoomCacheIT {
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final TestSite site;
  private ValkeyConnection valkey;
  private RestrictedRoomCache cache;

  RestrictedRoomCacheIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void connect() {
    valkey = ValkeyConnection.open(new ValkeyConfig(List.of(site.valkeyAddress()), new Secret("")));
    cache = new RestrictedRoomCache(valkey);
  }

  @AfterEach
  void close() {
    valkey.close();
  }

  private String key(String account) {
    return "searchservice:restrictedrooms:" + account;
  }

  @Test
  void whatIsRemembered_isReadUntilItIsForgotten() {
    String kenji = "kenji-" + site.siteId();
    String olga = "olga-" + site.siteId();
    assertThat(cache.read(kenji)).isEqualTo(new Entry.Absent());

    cache.remember(kenji, Map.of("r2", 5L, "r1", 1_767_225_600_123L), LIFE);
    cache.remember(olga, Map.of(), LIFE);

    assertThat(cache.read(kenji))
        .isEqualTo(new Entry.Known(Map.of("r1", 1_767_225_600_123L, "r2", 5L)));
    assertThat(cache.read(olga)).isEqualTo(new Entry.Known(Map.of()));
    assertThat(valkey.await(valkey.commands().get(key(kenji))))
        .isEqualTo("{\"r1\":1767225600123,\"r2\":5}");
    assertThat(valkey.await(valkey.commands().pttl(key(kenji)))).isBetween(1L, LIFE.toMillis());

    cache.forget(List.of(kenji, olga, "nobody-" + site.siteId()));
    assertThat(cache.read(kenji)).isEqualTo(new Entry.Absent());
    assertThat(cache.read(olga)).isEqualTo(new Entry.Absent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "5", "{\"r\":\"1\"}", "{\"r\":1.5}", "{\"r\":null}"})
  void otherText_isUnreadable(String value) {
    assertThat(RestrictedRoomCache.parse(value)).isEqualTo(new Entry.Unreadable());
  }

  @Test
  void nullText_isNoRooms() {
    assertThat(RestrictedRoomCache.parse("null")).isEqualTo(new Entry.Known(Map.of()));
  }
}
