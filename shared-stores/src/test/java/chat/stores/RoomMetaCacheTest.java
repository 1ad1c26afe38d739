package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoomMetaCacheTest {
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private RoomMetaCache cache(int size, Function<String, RoomMeta> load) {
    return new RoomMetaCache(
        id -> {
          loads.incrementAndGet();
          return load.apply(id);
        },
        new RoomMetaCacheConfig(size, LIFETIME),
        threads,
        nanos::get,
        Duration.ofSeconds(20));
  }

  private static RoomMeta meta(String id) {
    return new RoomMeta(id, "channel", "name of " + id, "site-x", 3);
  }

  @Test
  void loaded_isRememberedUntilItsLifetimeIsOver() throws Exception {
    RoomMetaCache cache = cache(10, RoomMetaCacheTest::meta);
    assertThat(cache.get("r")).contains(meta("r"));
    nanos.addAndGet(LIFETIME.toNanos() - 1);
    assertThat(cache.get("r")).contains(meta("r"));
    assertThat(loads).hasValue(1);
    // reading has not made it younger
    nanos.addAndGet(1);
    assertThat(cache.get("r")).contains(meta("r"));
    assertThat(loads).hasValue(2);
  }

  @Test
  void invalidated_isLoadedAgain() throws Exception {
    RoomMetaCache cache = cache(10, RoomMetaCacheTest::meta);
    cache.get("r");
    cache.invalidate("r");
    cache.get("r");
    assertThat(loads).hasValue(2);
  }

  @Test
  void size_isBounded() throws Exception {
    RoomMetaCache cache = cache(2, RoomMetaCacheTest::meta);
    for (int i = 0; i < 50; i++) {
      cache.get("r" + i);
    }
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void absentRoom_isNotRemembered() throws Exception {
    RoomMetaCache cache = cache(10, id -> null);
    assertThat(cache.get("r")).isEmpty();
    assertThat(cache.get("r")).isEmpty();
    assertThat(loads).hasValue(2);
  }

  @Test
  void failure_reachesTheCallerAndIsNotRemembered() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RoomMetaCache cache =
        cache(
            10,
            id -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalArgumentException("store");
              }
              return meta(id);
            });
    assertThatThrownBy(() -> cache.get("r"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("store");
    assertThat(cache.get("r")).isPresent();
  }

  @Test
  void callersOfOneRoom_shareALoad() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    RoomMetaCache cache =
        cache(
            10,
            id -> {
              awaitQuietly(answer);
              return meta(id);
            });
    List<Future<Optional<RoomMeta>>> callers = new ArrayList<>();
    CountDownLatch started = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      callers.add(
          threads.submit(
              () -> {
                started.countDown();
                return cache.get("r");
              }));
    }
    started.await();
    answer.countDown();
    for (Future<Optional<RoomMeta>> caller : callers) {
      assertThat(caller.get()).contains(meta("r"));
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void callerThatGivesUp_leavesTheLoadToTheOthers() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    RoomMetaCache cache =
        cache(
            10,
            id -> {
              asked.countDown();
              awaitQuietly(answer);
              return meta(id);
            });
    Future<Optional<RoomMeta>> impatient = threads.submit(() -> cache.get("r"));
    asked.await();
    Future<Optional<RoomMeta>> patient = threads.submit(() -> cache.get("r"));
    impatient.cancel(true);
    answer.countDown();
    assertThat(patient.get()).contains(meta("r"));
  }

  @Test
  void loadThatHangs_endsAtItsOwnDeadlineAndIsTriedAnew() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    RoomMetaCache cache =
        new RoomMetaCache(
            id -> {
              if (calls.getAndIncrement() == 0) {
                awaitQuietly(never);
              }
              return meta(id);
            },
            new RoomMetaCacheConfig(10, LIFETIME),
            threads,
            nanos::get,
            Duration.ofMillis(20));
    assertThatThrownBy(() -> cache.get("r"))
        .isInstanceOf(StoreAwayException.class)
        .satisfies(e -> assertThat(DependencyFaults.away(e)).isTrue());
    assertThat(cache.get("r")).contains(meta("r"));
    never.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
