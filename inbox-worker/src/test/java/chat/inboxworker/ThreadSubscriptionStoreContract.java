package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.ThreadSubscription;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every thread subscription store does; run by the fake and on a real server. */
abstract class ThreadSubscriptionStoreContract {
  private static final Instant FIRST = Instant.parse("2026-02-02T02:45:10.123Z");
  private static final Instant LATER = Instant.parse("2026-02-02T02:50:00Z");

  private ThreadSubscriptionStore subscriptions;

  abstract ThreadSubscriptionStore emptyStore();

  abstract List<ThreadSubscription> stored();

  @BeforeEach
  void empty() {
    subscriptions = emptyStore();
  }

  @Test
  void firstEvent_isStoredWhole() {
    assertThat(subscriptions.upsert(Samples.thread("t1", true, FIRST))).isTrue();

    assertThat(stored()).containsExactly(Samples.thread("t1", true, FIRST));
  }

  @Test
  void mention_isNeverTakenBack() {
    subscriptions.upsert(Samples.thread("t1", false, FIRST));
    subscriptions.upsert(Samples.thread("t2", true, LATER));
    assertThat(stored()).extracting(ThreadSubscription::hasMention).containsExactly(true);

    subscriptions.upsert(Samples.thread("t3", false, LATER));
    assertThat(stored()).extracting(ThreadSubscription::hasMention).containsExactly(true);
  }

  @Test
  void laterEvent_changesTheTimeOnly() {
    subscriptions.upsert(Samples.thread("t1", true, FIRST));
    subscriptions.upsert(Samples.thread("t2", true, LATER));

    assertThat(stored())
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.updatedAt()).isEqualTo(LATER);
              assertThat(s)
                  .usingRecursiveComparison()
                  .ignoringFields("updatedAt")
                  .isEqualTo(Samples.thread("t1", true, FIRST));
            });
  }

  @Test
  void sameAccountUnderAnotherUserId_isTold() {
    subscriptions.upsert(Samples.thread("t1", true, FIRST));
    ThreadSubscription t = Samples.thread("t2", true, LATER);
    var other =
        new ThreadSubscription(
            t.id(),
            t.parentMessageId(),
            t.roomId(),
            t.threadRoomId(),
            "u-other",
            t.userAccount(),
            t.siteId(),
            t.lastSeenAt(),
            t.hasMention(),
            t.createdAt(),
            t.updatedAt());

    assertThat(subscriptions.upsert(other)).isFalse();
    assertThat(stored()).hasSize(1);
  }
}
