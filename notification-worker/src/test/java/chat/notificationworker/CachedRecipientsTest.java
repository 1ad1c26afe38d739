package chat.notificationworker;

import static chat.notificationworker.Samples.KENJI;
import static chat.notificationworker.Samples.MARIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedRecipientsTest {
  private static final Duration LIFETIME = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.close();
  }

  private CachedRecipients cache(int size, RecipientStore store) {
    RecipientStore counting =
        roomId -> {
          asked.incrementAndGet();
          return store.of(roomId);
        };
    return new CachedRecipients(counting, size, LIFETIME, threads, nanos::get);
  }

  @Test
  void members_areReadOnce_notForEveryMessage() throws Exception {
    CachedRecipients cache = cache(100, room -> List.of(KENJI, MARIE));
    for (int i = 0; i < 5; i++) {
      assertThat(cache.of("r")).containsExactly(KENJI, MARIE);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void lifetime_countsFromTheLoad() throws Exception {
    CachedRecipients cache = cache(100, room -> List.of(KENJI));
    cache.of("r");
    nanos.addAndGet(LIFETIME.toNanos() - 1);
    cache.of("r");
    assertThat(asked).hasValue(1);
    nanos.addAndGet(1);
    cache.of("r");
    assertThat(asked).hasValue(2);
  }

  @Test
  void roomThatSomebodyJoinsOrLeaves_isForgotten_othersAreNot() throws Exception {
    CachedRecipients cache = cache(100, room -> List.of(KENJI));
    cache.of("r");
    cache.of("other");
    cache.changed("r", List.of());
    cache.of("r");
    cache.of("other");
    assertThat(asked).hasValue(3);
  }

  @Test
  void whenEventsMayHaveBeenMissed_everythingIsForgotten() throws Exception {
    CachedRecipients cache = cache(100, room -> List.of(KENJI));
    cache.of("r");
    cache.of("other");
    cache.missed();
    assertThat(cache.size()).isZero();
  }

  @Test
  void loadUnderWayWhileItsRoomIsForgotten_isNotRemembered() throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    CachedRecipients cache =
        cache(
            100,
            room -> {
              started.countDown();
              go.await();
              return List.of(KENJI, MARIE); // read before marie was removed
            });
    Callable<List<Recipient>> ask = () -> cache.of("r");
    Future<List<Recipient>> before = threads.submit(ask);
    started.await();
    cache.changed("r", List.of("marie"));
    go.countDown();
    assertThat(before.get()).hasSize(2);
    cache.of("r");
    assertThat(asked).hasValue(2);
  }

  @Test
  void messagesThatMissAtOneTime_shareOneLoad() throws Exception {
    var go = new CountDownLatch(1);
    CachedRecipients cache =
        cache(
            100,
            room -> {
              go.await();
              return List.of(KENJI);
            });
    Callable<List<Recipient>> ask = () -> cache.of("r");
    List<Future<List<Recipient>>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(threads.submit(ask));
    }
    await().until(() -> asked.get() == 1);
    go.countDown();
    for (Future<List<Recipient>> one : all) {
      assertThat(one.get()).containsExactly(KENJI);
    }
  }

  @Test
  void failures_areToldAndNotRemembered() throws Exception {
    var failure = new IllegalStateException("down");
    CachedRecipients cache =
        cache(
            100,
            room -> {
              if (asked.get() == 1) {
                throw failure;
              }
              return List.of(KENJI);
            });
    assertThatThrownBy(() -> cache.of("r")).isSameAs(failure);
    assertThat(cache.of("r")).containsExactly(KENJI);
  }

  @Test
  void roomOfNobody_isNotRemembered() throws Exception {
    CachedRecipients cache = cache(100, room -> List.of());
    cache.of("r");
    cache.of("r");
    assertThat(asked).hasValue(2);
  }

  @Test
  void size_boundsTheMembersOfAllRooms() throws Exception {
    CachedRecipients cache = cache(6, room -> List.of(KENJI, MARIE));
    cache.of("r1");
    cache.of("r2");
    cache.of("r3");
    assertThat(cache.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void roomLargerThanTheCache_isNotRemembered() throws Exception {
    CachedRecipients cache = cache(2, room -> List.of(KENJI, MARIE));
    assertThat(cache.of("r")).hasSize(2);
    assertThat(cache.size()).isZero();
  }
}
