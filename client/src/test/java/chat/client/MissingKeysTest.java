package chat.client;

import static chat.client.TestRoom.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.model.Bytes;
import chat.model.EncryptedMessage;
import chat.model.ErrorReply;
import chat.model.KeyGetReply;
import chat.model.RoomEvent;
import chat.model.Subscription;
import chat.model.SubscriptionAction;
import chat.model.SubscriptionUpdate;
import chat.model.SubscriptionUser;
import chat.roomcrypto.RoomKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MissingKeysTest {

  private final TestRoom room = new TestRoom("r1", "north");
  private final RoomKeyPair pair = TestRoom.newPair();
  private final RoomKeyPair other = TestRoom.newPair();
  private final KeyRing ring = new KeyRing(TestRoom.CRYPTO, 10);
  private final Memberships memberships = new Memberships();
  private final List<RoomUpdate> passedOn = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final Map<String, SynchronousQueue<Answer<KeyGetReply>>> answers =
      new ConcurrentHashMap<>();
  private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
  private final SynchronousQueue<String> endOfPause = new SynchronousQueue<>();
  private volatile Instant now = TestRoom.SAID;
  private final MissingKeys missing =
      new MissingKeys(
          (ref, version) -> {
            asked.add(new Asked(ref, version));
            return answersTo(version).take();
          },
          ring,
          memberships,
          pause -> {
            pauses.add(pause);
            endOfPause.take();
          },
          () -> now);

  private @Nullable Long askedLast;

  /** A question as the home site gets it. */
  private record Asked(RoomRef room, @Nullable Long version) {}

  @AfterEach
  void close() {
    missing.close();
  }

  @Test
  void readableEvent_isPassedOnAtOnce() {
    take(room.plain("hello"));

    assertPassedOn("hello");
    assertThat(asked).isEmpty();
  }

  @Test
  void eventWithoutKey_waitsForTheAnswer() throws Exception {
    take(room.sealed(pair, 3, "hello"));

    assertAsked(3L);
    assertThat(passedOn).isEmpty();
    answer(room.answer(pair, 3));

    awaitPassedOn("hello");
    take(room.sealed(pair, 3, "again"));
    awaitPassedOn("hello", "again");
    assertThat(asked).isEmpty();
  }

  @Test
  void manyEvents_askOnceForEachVersion() throws Exception {
    take(room.sealed(pair, 3, "one"));
    take(room.sealed(pair, 3, "two"));
    take(room.sealedEdit(pair, 3, "three"));
    assertAsked(3L);
    take(room.sealed(other, 4, "four"));
    assertAsked(4L);

    answer(room.answer(other, 4));
    awaitPassedOn("four");
    askedLast = 3L;
    answer(room.answer(pair, 3));

    awaitPassedOn("four", "one", "two", "three");
    assertThat(asked).isEmpty();
  }

  @Test
  void keyEvent_opensWhatWaits() throws Exception {
    take(room.sealed(pair, 3, "hello"));
    assertAsked(3L);

    arrived(pair, 3);

    assertPassedOn("hello");
    answer(new Answer.Missing<>("no answer"));
    endPause();
    take(room.sealed(other, 3, "sealed anew"));
    assertAsked(3L);
  }

  @Test
  void heldKeyThatDoesNotFit_isAskedForAndReplaced() throws Exception {
    ring.put(room.key(3), TestRoom.privateKey(other));
    take(room.sealed(pair, 3, "hello"));
    assertAsked(3L);

    answer(room.answer(pair, 3));

    awaitPassedOn("hello");
  }

  @Test
  void keyEventThatDoesNotFit_leavesTheEventWaiting() throws Exception {
    take(room.sealed(pair, 3, "hello"));
    assertAsked(3L);

    arrived(other, 3);
    assertThat(passedOn).isEmpty();
    answer(room.answer(pair, 3));

    awaitPassedOn("hello");
  }

  @Test
  void answeredKeyThatDoesNotFit_locksForAWhile() throws Exception {
    take(room.sealed(pair, 3, "hello"));
    assertAsked(3L);
    answer(room.answer(other, 3));
    awaitPassedOn("locked: KEY_DOES_NOT_FIT");

    take(room.sealed(pair, 3, "hello"));
    assertPassedOn("locked: KEY_DOES_NOT_FIT", "locked: KEY_DOES_NOT_FIT");
    assertThat(asked).isEmpty();

    take(room.sealed(other, 3, "fits"));
    assertThat(content(passedOn.getLast())).isEqualTo("fits");

    now = now.plus(GivenUpKeys.COOL_DOWN);
    take(room.sealed(pair, 3, "hello"));
    assertAsked(3L);
  }

  @Test
  void refusals_areAskedAgainWithGrowingPausesAndThenGivenUp() throws Exception {
    take(room.sealed(pair, 3, "hello"));

    for (int millis = 500; millis <= 4_000; millis *= 2) {
      assertAsked(3L);
      answer(refused("room key not available"));
      assertThat(pauses.take()).isEqualTo(Duration.ofMillis(millis));
      endOfPause.put("");
    }
    assertAsked(3L);
    answer(refused("room key not available"));

    awaitPassedOn("locked: KEY_GONE");
    take(room.sealed(pair, 3, "more"));
    assertPassedOn("locked: KEY_GONE", "locked: KEY_GONE");
    arrived(pair, 3);
    take(room.sealed(pair, 3, "more"));
    assertThat(content(passedOn.getLast())).isEqualTo("more");
  }

  @Test
  void refusal_tellsWhoIsNotAMember() throws Exception {
    take(room.sealed(pair, 3, "hello"));

    refuseUntilGivenUp("only room members can list members");

    awaitPassedOn("locked: NOT_A_MEMBER");
  }

  @Test
  void refusal_tellsWhoJoinedLater() throws Exception {
    joined(TestRoom.SAID.plusSeconds(1));
    take(room.sealed(pair, 3, "hello"));

    refuseUntilGivenUp("room key not available");

    awaitPassedOn("locked: NOT_A_MEMBER_THEN");
  }

  @Test
  void refusal_tellsWhoWasAMember() throws Exception {
    joined(TestRoom.SAID);
    take(room.sealed(pair, 3, "hello"));

    refuseUntilGivenUp("room key not available");

    awaitPassedOn("locked: KEY_GONE");
  }

  @Test
  void missingAnswers_areAskedForWithoutEnd() throws Exception {
    take(room.sealed(pair, 3, "hello"));
    for (int i = 0; i < 20; i++) {
      assertAsked(3L);
      answer(new Answer.Missing<>("nobody serves this"));
      assertThat(pauses.take()).isLessThanOrEqualTo(MissingKeys.LONGEST_PAUSE);
      endOfPause.put("");
    }
    assertAsked(3L);
    answer(room.answer(pair, 3));

    awaitPassedOn("hello");
  }

  @Test
  void answersThatHoldNoKey_areNoAnswers() throws Exception {
    take(room.sealed(pair, 3, "hello"));
    for (KeyGetReply reply :
        List.of(
            room.answer(pair, 2),
            new TestRoom("r2", "north").answer(pair, 3),
            new KeyGetReply("r1", 3, Bytes.EMPTY))) {
      assertAsked(3L);
      answer(reply);
      endPause();
    }
    assertAsked(3L);
    answer(room.answer(pair, 3));

    awaitPassedOn("hello");
  }

  @Test
  void currentKey_isAskedForOnceAtATimeWithoutVersion() throws Exception {
    missing.askCurrent(room.ref);
    missing.askCurrent(room.ref);
    assertAsked(null);

    answer(room.answer(pair, 7));

    await().until(() -> ring.find(room.key(7)) != null);
    assertThat(asked).isEmpty();
    missing.askCurrent(room.ref);
    assertAsked(null);
  }

  @Test
  void currentKey_opensWhatWaitsForItsVersion() throws Exception {
    take(room.sealed(pair, 3, "hello"));
    assertAsked(3L);
    answer(new Answer.Missing<>("no answer"));
    pauses.take();
    missing.askCurrent(room.ref);
    assertAsked(null);

    answer(room.answer(pair, 3));

    awaitPassedOn("hello");
  }

  @Test
  void forgottenRoom_isNotAskedForAgain() throws Exception {
    missing.askCurrent(room.ref);
    assertAsked(null);
    missing.forget("r1");
    answer(refused("room key not available"));
    endPause();

    missing.askCurrent(room.ref);
    assertAsked(null);
    answer(room.answer(pair, 7));
    await().until(() -> ring.find(room.key(7)) != null);
    assertThat(asked).isEmpty();
  }

  @Test
  void tooManyWaiting_passesTheOldestOn() throws Exception {
    RoomEvent oldest = room.sealed(pair, 3, "oldest");
    RoomEvent newer = room.sealed(pair, 3, "newer");
    take(oldest);
    for (int i = 0; i < MissingKeys.MOST_WAITING; i++) {
      take(newer);
    }

    assertThat(passedOn)
        .containsExactly(new RoomUpdate.Locked(oldest, RoomUpdate.Reason.TOO_MANY_WAITING));
  }

  @Test
  void tooManyQuestions_locksAtOnce() throws Exception {
    for (int version = 0; version < MissingKeys.MOST_QUESTIONS; version++) {
      take(room.sealed(pair, version, "hello"));
    }
    take(room.sealed(pair, MissingKeys.MOST_QUESTIONS, "hello"));

    assertPassedOn("locked: TOO_MANY_WAITING");
  }

  @Test
  void negativeVersion_isMalformed() {
    take(room.withEnvelope(new EncryptedMessage(-1, Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY)));

    assertPassedOn("locked: MALFORMED");
    assertThat(asked).isEmpty();
  }

  @Test
  void close_passesOnWhatWaits() throws Exception {
    take(room.sealed(pair, 3, "hello"));
    assertAsked(3L);

    missing.close();
    take(room.sealed(pair, 3, "later"));
    missing.askCurrent(room.ref);

    assertPassedOn("locked: CLIENT_CLOSED", "locked: CLIENT_CLOSED");
    assertThat(asked).isEmpty();
  }

  private void take(RoomEvent event) {
    missing.take(room.ref, event, passedOn::add);
  }

  private void arrived(RoomKeyPair key, long version) {
    ring.put(room.key(version), TestRoom.privateKey(key));
    missing.arrived(room.key(version));
  }

  private void joined(Instant at) {
    Subscription stub = Subscription.removed(new SubscriptionUser("u-1", "dora"), "r1");
    Subscription subscription =
        new Subscription(
            "s1",
            stub.u(),
            "r1",
            "north",
            null,
            "",
            stub.roomType(),
            false,
            null,
            at,
            null,
            false,
            List.of(),
            false,
            false);
    memberships.changed(new SubscriptionUpdate("u-1", subscription, SubscriptionAction.ADDED, 1));
  }

  private void assertAsked(@Nullable Long version) throws InterruptedException {
    assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo(new Asked(room.ref, version));
    askedLast = version;
  }

  private void answer(KeyGetReply reply) throws InterruptedException {
    answer(new Answer.Given<>(reply));
  }

  /** Answers the question that was asserted last. */
  private void answer(Answer<KeyGetReply> answer) throws InterruptedException {
    assertThat(answersTo(askedLast).offer(answer, 10, TimeUnit.SECONDS)).isTrue();
  }

  private SynchronousQueue<Answer<KeyGetReply>> answersTo(@Nullable Long version) {
    return answers.computeIfAbsent(String.valueOf(version), _ -> new SynchronousQueue<>());
  }

  private void endPause() throws InterruptedException {
    assertThat(endOfPause.offer("", 10, TimeUnit.SECONDS)).isTrue();
  }

  private void refuseUntilGivenUp(String text) throws InterruptedException {
    for (int i = 1; i < MissingKeys.MOST_REFUSALS; i++) {
      assertAsked(3L);
      answer(refused(text));
      endPause();
    }
    assertAsked(3L);
    answer(refused(text));
  }

  private static Answer<KeyGetReply> refused(String text) {
    return new Answer.Refused<>(ErrorReply.of(text));
  }

  private void assertPassedOn(String... contents) {
    assertThat(passedOn).extracting(TestRoom::content).containsExactly(contents);
  }

  private void awaitPassedOn(String... contents) {
    await().untilAsserted(() -> assertPassedOn(contents));
  }
}
