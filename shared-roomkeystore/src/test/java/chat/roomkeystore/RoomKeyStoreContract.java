package chat.roomkeystore;

import static org.assertj.core.api.Assertions.assertThat;

import chat.roomcrypto.CryptoLibrary;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.VersionedRoomKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every room key store does (contract 14.3, 13 A2, A4). */
abstract class RoomKeyStoreContract {

  static final Duration GRACE = Duration.ofSeconds(1);

  private static final RoomCrypto CRYPTO = RoomCrypto.with(CryptoLibrary.JDK);

  final TestClock clock = new TestClock();
  final String room = "r" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  final RoomKeyPair first = CRYPTO.newKeyPair();
  final RoomKeyPair second = CRYPTO.newKeyPair();
  final RoomKeyPair third = CRYPTO.newKeyPair();

  RoomKeyStore store;

  /** A store whose grace period is {@link #GRACE} and whose time is {@link #clock}. */
  abstract RoomKeyStore newStore();

  /** Lets the grace period of what was replaced so far pass. */
  abstract void passGracePeriod();

  @BeforeEach
  void openStore() {
    store = newStore();
  }

  @Test
  void roomWithoutKey_hasNothing() {
    assertThat(store.get(room)).isEmpty();
    assertThat(store.getPublic(room)).isEmpty();
    assertThat(store.getByVersion(room, 0)).isEqualTo(new KeyOfVersion.Gone());
  }

  @Test
  void set_givesVersionZero() {
    assertThat(store.set(room, first)).isZero();

    assertThat(store.get(room)).contains(new VersionedRoomKey(0, first));
    assertThat(store.getPublic(room)).contains(new PublicRoomKey(0, first.publicKey()));
  }

  @Test
  void set_overwritesALivingKey() {
    store.setWithVersion(room, 5, first);

    store.set(room, second);

    assertThat(store.get(room)).contains(new VersionedRoomKey(0, second));
  }

  @Test
  void setWithVersion_leavesThePreviousSlot() {
    store.set(room, first);
    store.rotate(room, second);

    store.setWithVersion(room, 7, third);

    assertThat(store.get(room)).contains(new VersionedRoomKey(7, third));
    assertThat(keyOf(store.getByVersion(room, 0))).isEqualTo(new VersionedRoomKey(0, first));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 5, 12})
  void adopt_givesAnEmptyRoomExactlyThatVersion(long version) {
    assertThat(store.adopt(room, new VersionedRoomKey(version, first))).isTrue();

    assertThat(store.get(room)).contains(new VersionedRoomKey(version, first));
  }

  @Test
  void adopt_replacesAnOlderVersionAndLeavesThePreviousSlot() {
    store.set(room, first);
    store.rotate(room, second);

    assertThat(store.adopt(room, new VersionedRoomKey(10, third))).isTrue();

    assertThat(store.get(room)).contains(new VersionedRoomKey(10, third));
    assertThat(keyOf(store.getByVersion(room, 0))).isEqualTo(new VersionedRoomKey(0, first));
    assertThat(store.getByVersion(room, 1)).isEqualTo(new KeyOfVersion.Gone());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10})
  void adopt_neverReplacesTheSameOrALaterVersion(long version) {
    store.setWithVersion(room, 10, first);

    assertThat(store.adopt(room, new VersionedRoomKey(version, second))).isFalse();

    assertThat(store.get(room)).contains(new VersionedRoomKey(10, first));
  }

  @Test
  void createIfAbsent_setsOnceAndTellsWhatStands() {
    assertThat(store.createIfAbsent(room, first)).isEqualTo(new VersionedRoomKey(0, first));
    assertThat(store.createIfAbsent(room, second)).isEqualTo(new VersionedRoomKey(0, first));

    store.rotate(room, second);

    assertThat(store.createIfAbsent(room, third)).isEqualTo(new VersionedRoomKey(1, second));
  }

  @Test
  void parallelCreates_agreeOnOneKey() throws Exception {
    Set<VersionedRoomKey> answers = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<VersionedRoomKey>> creates =
          IntStream.range(0, 16)
              .mapToObj(
                  _ ->
                      (Callable<VersionedRoomKey>)
                          () -> store.createIfAbsent(room, CRYPTO.newKeyPair()))
              .toList();
      for (var answer : threads.invokeAll(creates)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).containsExactly(store.get(room).orElseThrow());
  }

  @Test
  void getMany_leavesOutRoomsWithoutKey() {
    String other = room + "x";
    store.set(room, first);
    store.setWithVersion(other, 3, second);

    assertThat(store.getMany(List.of(room, "nobody" + room, other, room)))
        .isEqualTo(
            Map.of(
                room, new VersionedRoomKey(0, first),
                other, new VersionedRoomKey(3, second)));
    assertThat(store.getMany(List.of())).isEmpty();
  }

  @Test
  void rotate_keepsWhatItReplaces() {
    store.set(room, first);

    assertThat(store.rotate(room, second)).isEqualTo(new Rotation.Rotated(1));
    Instant firstReplaced = clock.instant();
    clock.pass(Duration.ofMillis(10));
    assertThat(store.rotate(room, third)).isEqualTo(new Rotation.Rotated(2));

    assertThat(store.get(room)).contains(new VersionedRoomKey(2, third));
    assertThat(store.getByVersion(room, 2))
        .isEqualTo(new KeyOfVersion.Current(new VersionedRoomKey(2, third)));
    assertThat(store.getByVersion(room, 1))
        .isEqualTo(new KeyOfVersion.Kept(new VersionedRoomKey(1, second), clock.instant()));
    assertThat(store.getByVersion(room, 0))
        .isEqualTo(new KeyOfVersion.Kept(new VersionedRoomKey(0, first), firstReplaced));
    assertThat(store.getByVersion(room, 3)).isEqualTo(new KeyOfVersion.Gone());
  }

  @Test
  void rotateWithoutKey_changesNothing() {
    assertThat(store.rotate(room, first)).isEqualTo(new Rotation.NoCurrentKey());

    assertThat(store.get(room)).isEmpty();
  }

  @Test
  void rotateToTheCurrentPair_changesNothing() {
    store.set(room, first);
    store.rotate(room, second);

    assertThat(store.rotate(room, second)).isEqualTo(new Rotation.Rotated(1));

    assertThat(store.get(room)).contains(new VersionedRoomKey(1, second));
    assertThat(keyOf(store.getByVersion(room, 0))).isEqualTo(new VersionedRoomKey(0, first));
  }

  @Test
  void parallelRotations_takeOneVersionEach() throws Exception {
    store.set(room, first);
    Set<Rotation> rotations = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Rotation>> calls =
          IntStream.range(0, 8)
              .mapToObj(_ -> (Callable<Rotation>) () -> store.rotate(room, CRYPTO.newKeyPair()))
              .toList();
      for (var rotation : threads.invokeAll(calls)) {
        rotations.add(rotation.get());
      }
    }

    assertThat(rotations)
        .hasSize(8)
        .allSatisfy(rotation -> assertThat(rotation).isInstanceOf(Rotation.Rotated.class));
    assertThat(store.get(room).orElseThrow().version()).isEqualTo(8);
  }

  @Test
  void afterTheGracePeriod_onlyTheCurrentKeyIsLeft() {
    store.set(room, first);
    store.rotate(room, second);

    passGracePeriod();

    assertThat(store.getByVersion(room, 0)).isEqualTo(new KeyOfVersion.Gone());
    assertThat(store.get(room)).contains(new VersionedRoomKey(1, second));
  }

  @Test
  void announcedKey_hasTheVersionThatFollows() {
    assertThat(store.announceNext(room, 11, first)).isEqualTo(new VersionedRoomKey(0, first));

    store.setWithVersion(room, 4, second);

    assertThat(store.announceNext(room, 12, third)).isEqualTo(new VersionedRoomKey(5, third));
    assertThat(store.get(room)).contains(new VersionedRoomKey(4, second));
  }

  @Test
  void sameJob_getsBackWhatItAnnounced() {
    store.set(room, first);
    store.announceNext(room, 11, second);

    assertThat(store.announceNext(room, 11, third)).isEqualTo(new VersionedRoomKey(1, second));
    assertThat(store.announceNext(room, 12, third)).isEqualTo(new VersionedRoomKey(1, third));
    assertThat(store.announceNext(room, 11, second)).isEqualTo(new VersionedRoomKey(1, second));
  }

  @Test
  void sameJobAfterItsCommit_getsBackWhatItAnnounced() {
    store.set(room, first);
    VersionedRoomKey next = store.announceNext(room, 11, second);
    store.commitNext(room, next);

    assertThat(store.announceNext(room, 11, third)).isEqualTo(next);
    assertThat(store.commitNext(room, next)).isEqualTo(new Commit.Committed());
    assertThat(store.get(room)).contains(next);
  }

  @Test
  void sameJobAfterAnothersRotation_announcesTheFreshPair() {
    store.set(room, first);
    store.announceNext(room, 11, second);
    store.rotate(room, third);

    assertThat(store.announceNext(room, 11, first)).isEqualTo(new VersionedRoomKey(2, first));
  }

  @Test
  void sameJobAfterTheKeyVanished_keepsItsVersion() {
    store.setWithVersion(room, 4, first);
    VersionedRoomKey next = store.announceNext(room, 11, second);
    loseCurrentKey();

    assertThat(store.announceNext(room, 11, third)).isEqualTo(next);
  }

  @Test
  void commit_replacesTheKeyBefore() {
    store.setWithVersion(room, 4, first);
    VersionedRoomKey next = store.announceNext(room, 11, second);

    assertThat(store.commitNext(room, next)).isEqualTo(new Commit.Committed());

    assertThat(store.get(room)).contains(new VersionedRoomKey(5, second));
    assertThat(store.getByVersion(room, 4))
        .isEqualTo(new KeyOfVersion.Kept(new VersionedRoomKey(4, first), clock.instant()));
  }

  @Test
  void commitAfterAnothersRotation_changesNothing() {
    store.set(room, first);
    VersionedRoomKey next = store.announceNext(room, 11, second);
    store.rotate(room, third);

    assertThat(store.commitNext(room, next)).isEqualTo(new Commit.Superseded(1));

    assertThat(store.get(room)).contains(new VersionedRoomKey(1, third));
  }

  @Test
  void commitWhenTheKeyVanished_setsThePredictedVersion() {
    store.setWithVersion(room, 4, first);
    VersionedRoomKey next = store.announceNext(room, 11, second);
    loseCurrentKey();

    assertThat(store.commitNext(room, next)).isEqualTo(new Commit.Committed());
    assertThat(store.get(room)).contains(new VersionedRoomKey(5, second));
  }

  @Test
  void delete_removesEveryVersion() {
    store.set(room, first);
    store.rotate(room, second);
    store.rotate(room, third);
    store.announceNext(room, 11, first);

    store.delete(room);
    store.delete(room);

    for (long version = 0; version < 4; version++) {
      assertThat(store.getByVersion(room, version)).isEqualTo(new KeyOfVersion.Gone());
    }
    assertThat(store.announceNext(room, 11, third)).isEqualTo(new VersionedRoomKey(0, third));
  }

  /** Takes the current key away without anything else. */
  abstract void loseCurrentKey();

  static VersionedRoomKey keyOf(KeyOfVersion found) {
    return switch (found) {
      case KeyOfVersion.Current(VersionedRoomKey key) -> key;
      case KeyOfVersion.Kept(VersionedRoomKey key, Instant _) -> key;
      case KeyOfVersion.Previous(VersionedRoomKey key) -> key;
      case KeyOfVersion.Gone() -> throw new AssertionError("gone");
    };
  }
}
