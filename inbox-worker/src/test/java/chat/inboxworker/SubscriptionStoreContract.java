package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.inboxworker.SubscriptionStore.RoleChange;
import chat.model.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every subscription store does; run by the fake and on a real server. */
abstract class SubscriptionStoreContract {
  private static final Instant JOINED = Instant.ofEpochMilli(1_770_000_000_000L);
  private static final Instant SEEN = Instant.ofEpochMilli(1_770_000_005_000L);

  private SubscriptionStore subscriptions;

  abstract SubscriptionStore emptyStore();

  abstract Optional<Subscription> stored(String account);

  @BeforeEach
  void marie() {
    subscriptions = emptyStore();
    subscriptions.insertAbsent(List.of(Samples.subscription("marie", JOINED)));
  }

  private Subscription marieNow() {
    return stored("marie").orElseThrow();
  }

  @Test
  void insert_storesWhatIsGiven() {
    assertThat(marieNow()).isEqualTo(Samples.subscription("marie", JOINED));
  }

  @Test
  void insert_leavesExistingAndAddsTheRest() {
    subscriptions.markRead(Samples.ROOM, "marie", SEEN, true);
    Instant later = JOINED.plusSeconds(1);
    subscriptions.insertAbsent(
        List.of(Samples.subscription("marie", later), Samples.subscription("jules", later)));

    assertThat(marieNow().joinedAt()).isEqualTo(JOINED);
    assertThat(marieNow().lastSeenAt()).isEqualTo(SEEN);
    assertThat(marieNow().alert()).isTrue();
    assertThat(stored("jules")).hasValue(Samples.subscription("jules", later));
  }

  @Test
  void insertOfNobody_isNoFault() {
    subscriptions.insertAbsent(List.of());

    assertThat(stored("marie")).isPresent();
  }

  @Test
  void remove_takesThoseOfTheRoomOnly() {
    subscriptions.remove("elsewhere", List.of("marie"));
    assertThat(stored("marie")).isPresent();

    subscriptions.remove(Samples.ROOM, List.of("marie", "stranger"));
    assertThat(stored("marie")).isEmpty();
    subscriptions.remove(Samples.ROOM, List.of("marie"));
  }

  @Test
  void removeJoinedUntil_leavesWhoJoinedLater() {
    subscriptions.removeJoinedUntil(Samples.ROOM, List.of("marie"), JOINED.minusMillis(1));
    assertThat(stored("marie")).isPresent();

    subscriptions.removeJoinedUntil(Samples.ROOM, List.of("marie"), JOINED);
    assertThat(stored("marie")).isEmpty();
  }

  @Test
  void roles_areReplacedAndNothingElse() {
    assertThat(setRoles(List.of("member", "owner"), SEEN)).isEqualTo(RoleChange.APPLIED);

    assertThat(marieNow().roles()).containsExactly("member", "owner");
    assertThat(marieNow())
        .usingRecursiveComparison()
        .ignoringFields("roles")
        .isEqualTo(Samples.subscription("marie", JOINED));
  }

  private RoleChange setRoles(List<String> roles, Instant at) {
    return subscriptions.setRoles(Samples.ROOM, "marie", roles, at);
  }

  @Test
  void olderRoles_doNotReplaceNewer() {
    setRoles(List.of("owner"), SEEN);

    assertThat(setRoles(List.of("member"), SEEN.minusMillis(1))).isEqualTo(RoleChange.SUPERSEDED);
    assertThat(marieNow().roles()).containsExactly("owner");
  }

  @Test
  void rolesOfTheSameOrUnknownTime_replace() {
    setRoles(List.of("owner"), SEEN);

    assertThat(setRoles(List.of("member"), SEEN)).isEqualTo(RoleChange.APPLIED);
    assertThat(marieNow().roles()).containsExactly("member");
    assertThat(setRoles(List.of("owner"), null)).isEqualTo(RoleChange.APPLIED);
    assertThat(marieNow().roles()).containsExactly("owner");
  }

  @Test
  void rolesOfNobody_areTold() {
    assertThat(subscriptions.setRoles(Samples.ROOM, "jules", List.of("owner"), SEEN))
        .isEqualTo(RoleChange.NO_SUBSCRIPTION);
    assertThat(subscriptions.setRoles("elsewhere", "marie", List.of("owner"), null))
        .isEqualTo(RoleChange.NO_SUBSCRIPTION);
    assertThat(stored("jules")).isEmpty();
  }

  @Test
  void readState_onlyMovesForward() {
    subscriptions.markRead(Samples.ROOM, "marie", SEEN, true);
    assertThat(marieNow().lastSeenAt()).isEqualTo(SEEN);
    assertThat(marieNow().alert()).isTrue();

    subscriptions.markRead(Samples.ROOM, "marie", SEEN.minusMillis(1), false);
    subscriptions.markRead(Samples.ROOM, "marie", SEEN, false); // equal does not count either
    assertThat(marieNow().lastSeenAt()).isEqualTo(SEEN);
    assertThat(marieNow().alert()).isTrue();

    subscriptions.markRead(Samples.ROOM, "marie", SEEN.plusMillis(1), false);
    assertThat(marieNow().lastSeenAt()).isEqualTo(SEEN.plusMillis(1));
    assertThat(marieNow().alert()).isFalse();
  }

  @Test
  void readStateOfNobody_makesNothing() {
    subscriptions.markRead(Samples.ROOM, "jules", SEEN, true);

    assertThat(stored("jules")).isEmpty();
  }
}
