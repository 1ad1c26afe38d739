package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedMembersTest {
  private static final Duration LIFETIME = Duration.ofMinutes(2);
  private static final Member KENJI = new Member("u-1", "kenji", List.of("owner"));

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.close();
  }

  private CachedMembers cache(int size, MemberStore store) {
    MemberStore counting =
        (roomId, account) -> {
          asked.incrementAndGet();
          return store.find(roomId, account);
        };
    return new CachedMembers(counting, size, LIFETIME, threads, nanos::get);
  }

  @Test
  void hitAndMiss_giveTheSameMember() throws Exception {
    CachedMembers cache = cache(10, (room, account) -> Optional.of(KENJI));
    assertThat(cache.find("r", "kenji")).contains(KENJI);
    assertThat(cache.find("r", "kenji")).contains(KENJI);
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoJoinsOrLeaves_isForgotten_othersAreNot() throws Exception {
    CachedMembers cache = cache(10, (room, account) -> Optional.of(KENJI));
    cache.find("r", "kenji");
    cache.find("r", "marie");
    cache.find("other", "kenji");
    cache.changed("r", List.of("kenji", "nobody"));
    assertThat(cache.size()).isEqualTo(2);
    cache.find("r", "kenji");
    assertThat(asked).hasValue(4);
  }

  @Test
  void whenNobodyKnowsWhoLeft_theRoomIsForgotten() throws Exception {
    CachedMembers cache = cache(10, (room, account) -> Optional.of(KENJI));
    cache.find("r", "kenji");
    cache.find("r", "marie");
    cache.find("other", "kenji");
    cache.changed("r", List.of());
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void whenEventsMayHaveBeenMissed_everybodyIsForgotten() throws Exception {
    CachedMembers cache = cache(10, (room, account) -> Optional.of(KENJI));
    cache.find("r", "kenji");
    cache.missed();
    assertThat(cache.size()).isZero();
  }

  @Test
  void loadUnderWayWhileItsMemberLeaves_isNotRemembered() throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    CachedMembers cache =
        cache(
            10,
            (room, account) -> {
              started.countDown();
              go.await();
              return asked.get() == 1 ? Optional.of(KENJI) : Optional.empty();
            });
    Callable<Optional<Member>> ask = () -> cache.find("r", "kenji");
    Future<Optional<Member>> before = threads.submit(ask);
    started.await();
    cache.changed("r", List.of("kenji"));
    go.countDown();
    assertThat(before.get()).contains(KENJI);
    assertThat(cache.find("r", "kenji")).isEmpty();
  }

  @Test
  void roomAndAccount_areBothTheKey() throws Exception {
    CachedMembers cache =
        cache(10, (room, account) -> Optional.of(new Member(room, account, List.of())));
    assertThat(cache.find("r1", "kenji").orElseThrow().userId()).isEqualTo("r1");
    assertThat(cache.find("r2", "kenji").orElseThrow().userId()).isEqualTo("r2");
    assertThat(cache.find("r1", "marie").orElseThrow().account()).isEqualTo("marie");
    assertThat(asked).hasValue(3);
  }

  @Test
  void notSubscribed_isNotRemembered() throws Exception {
    List<Optional<Member>> answers = new ArrayList<>(List.of(Optional.empty(), Optional.of(KENJI)));
    CachedMembers cache = cache(10, (room, account) -> answers.removeFirst());
    assertThat(cache.find("r", "kenji")).isEmpty();
    assertThat(cache.find("r", "kenji")).contains(KENJI);
  }

  @Test
  void failure_isPassedOnAndNotRemembered() throws Exception {
    List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalArgumentException("x")));
    CachedMembers cache =
        cache(
            10,
            (room, account) -> {
              if (!failures.isEmpty()) {
                throw failures.removeFirst();
              }
              return Optional.of(KENJI);
            });
    assertThatThrownBy(() -> cache.find("r", "kenji"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x");
    assertThat(cache.find("r", "kenji")).contains(KENJI);
  }

  @Test
  void entryOlderThanItsLifetime_isLoadedAgain_readsDoNotExtendIt() throws Exception {
    CachedMembers cache = cache(10, (room, account) -> Optional.of(KENJI));
    cache.find("r", "kenji");
    nanos.addAndGet(LIFETIME.toNanos() - 1);
    cache.find("r", "kenji");
    assertThat(asked).hasValue(1);
    nanos.addAndGet(1);
    cache.find("r", "kenji");
    assertThat(asked).hasValue(2);
  }

  @Test
  void size_isBounded() throws Exception {
    CachedMembers cache = cache(2, (room, account) -> Optional.of(KENJI));
    for (String room : List.of("a", "b", "c", "d", "e")) {
      cache.find(room, "kenji");
    }
    assertThat(cache.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void twentyConcurrentMisses_askOnce() throws Exception {
    var gate = new CountDownLatch(1);
    CachedMembers cache =
        cache(
            10,
            (room, account) -> {
              gate.await();
              return Optional.of(KENJI);
            });
    List<Future<Optional<Member>>> answers = new ArrayList<>();
    var started = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      answers.add(
          threads.submit(
              () -> {
                started.countDown();
                return cache.find("r", "kenji");
              }));
    }
    started.await();
    await().until(() -> asked.get() == 1);
    gate.countDown();
    for (Future<Optional<Member>> answer : answers) {
      assertThat(answer.get()).contains(KENJI);
    }
    assertThat(asked).hasValue(1);
  }
}
