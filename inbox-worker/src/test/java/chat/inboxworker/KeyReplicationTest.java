package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import chat.model.MemberAdded;
import chat.model.MemberRemoved;
import chat.model.OutboxType;
import chat.model.SubscriptionRead;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Outcome;
import chat.runtime.Requester;
import chat.runtime.ServerAwayException;
import io.lettuce.core.RedisException;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of the keys of other sites' rooms (04 §12). */
class KeyReplicationTest {
  private static final long AT = 1_770_000_000_100L;

  private final OtherSite tokyo = OtherSite.holding(3);
  private final Inbox inbox = new Inbox().replicating(tokyo);

  private static byte[] added(String... accounts) {
    return Samples.envelope(
        OutboxType.MEMBER_ADDED,
        new MemberAdded(
            "member_added",
            Samples.ROOM,
            "harbour ops",
            "channel",
            List.of(accounts),
            Samples.HOME,
            "kenji",
            AT,
            0,
            AT));
  }

  private static byte[] removed(String... accounts) {
    return removedFrom(Samples.ROOM, accounts);
  }

  private static byte[] removedFrom(String roomId, String... accounts) {
    return Samples.envelope(
        OutboxType.MEMBER_REMOVED,
        new MemberRemoved("member_removed", roomId, List.of(accounts), Samples.HOME, "", AT + 1));
  }

  private static byte[] from(String siteId, byte[] event) {
    String text = new String(event, java.nio.charset.StandardCharsets.UTF_8);
    return text.replace("\"siteId\":\"tokyo\"", "\"siteId\":\"" + siteId + "\"")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private double measured(String name) {
    return inbox.measured.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .mapToDouble(KeyReplicationTest::count)
        .sum();
  }

  private static double count(MetricData metric) {
    return switch (metric.getType()) {
      case HISTOGRAM ->
          metric.getHistogramData().getPoints().stream().mapToDouble(p -> p.getCount()).sum();
      default -> metric.getLongSumData().getPoints().stream().mapToDouble(p -> p.getValue()).sum();
    };
  }

  private void assertRetriedBecause(Outcome outcome, String reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Retry.class, retry -> assertThat(retry.reason()).contains(reason));
  }

  @Nested
  class SwitchedOff {
    @Test
    void nobodyIsAskedAndNoKeyRead() {
      RoomKeyStore keys = mock(RoomKeyStore.class);
      Inbox off = new Inbox().keys(keys);

      assertThat(off.handle(added("marie"))).isEqualTo(Outcome.DONE);
      assertThat(off.handle(removed())).isEqualTo(Outcome.DONE);
      verifyNoInteractions(keys);
    }

    @Test
    void nothingIsGivenUpForItsKey() {
      assertThat(new Inbox().handle(added("marie"), 50)).isEqualTo(Outcome.DONE);
    }
  }

  @Nested
  class Joining {
    @Test
    void firstMemberHere_bringsTheKeyAtItsVersion() {
      assertThat(inbox.handle(added("marie"))).isEqualTo(Outcome.DONE);

      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(3));
      assertThat(tokyo.asked)
          .containsExactly(
              new OtherSite.Asked(
                  "chat.server.request.roomkey.tokyo.get",
                  "request",
                  "{\"roomId\":\"" + Samples.ROOM + "\"}",
                  Duration.ofSeconds(5)));
      assertThat(measured("room_key_rpc_duration_seconds")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 3, 9})
    void keyOfAnyVersionHere_asksNobody(long version) {
      inbox.keys.setWithVersion(Samples.ROOM, version, OtherSite.ANOTHER);

      assertThat(inbox.handle(added("marie"))).isEqualTo(Outcome.DONE);

      assertThat(tokyo.asked).isEmpty();
      assertThat(inbox.keys.get(Samples.ROOM).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void nobodyAdded_bringsTheKeyAllTheSame() {
      assertThat(inbox.handle(added())).isEqualTo(Outcome.DONE);
      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(3));
    }

    @Test
    void nobodyKnownHere_bringsTheKeyAndIsTriedAgainForThePeople() {
      assertRetriedBecause(inbox.handle(added("stranger")), "no user for 1 accounts");
      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(3));
      assertThat(inbox.handle(added("stranger"), 4)).isEqualTo(Outcome.DONE);
      assertThat(tokyo.asked).hasSize(1);
    }

    @Test
    void storeThatCannotBeRead_asksNobodyAndKeepsItsCause() {
      var away = new RedisException("away");
      RoomKeyStore keys = mock(RoomKeyStore.class);
      when(keys.get(Samples.ROOM)).thenThrow(away);

      assertThatThrownBy(() -> inbox.keys(keys).handle(added("marie"))).isSameAs(away);

      assertThat(tokyo.asked).isEmpty();
      assertThat(inbox.subscriptionOf("marie")).isNotNull();
    }

    @Test
    void redeliveryAfterAFailedQuestion_leavesTheSubscriptionAndAsksAgain() {
      tokyo.answers(new Requester.Answer.TimedOut());
      assertRetriedBecause(inbox.handle(added("marie")), "no answer in time");
      var before = inbox.subscriptionOf("marie");

      tokyo.tells(3, OtherSite.PAIR);
      assertThat(inbox.handle(added("marie"), 2)).isEqualTo(Outcome.DONE);

      assertThat(inbox.subscriptionOf("marie")).isEqualTo(before);
      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(3));
      assertThat(tokyo.asked).hasSize(2);
    }

    @Test
    void bodyThatCannotBeRead_asksNobody() {
      assertThat(inbox.handle(Samples.envelope(OutboxType.MEMBER_ADDED, "garbage")))
          .isInstanceOf(Outcome.Reject.class);
      assertThat(tokyo.asked).isEmpty();
    }
  }

  @Nested
  class Leaving {
    @ParameterizedTest
    @CsvSource({"-1,0,0", "-1,5,5", "0,3,3", "0,5,5", "4,5,5"})
    void fetchedVersion_isTakenExactly(long here, long there, long then) {
      if (here >= 0) {
        inbox.keys.setWithVersion(Samples.ROOM, here, OtherSite.ANOTHER);
      }
      tokyo.tells(there, OtherSite.PAIR);

      assertThat(inbox.handle(removed("marie"))).isEqualTo(Outcome.DONE);

      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(then));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void sameOrLaterVersionHere_keepsItsBytes(long here) {
      inbox.keys.setWithVersion(Samples.ROOM, here, OtherSite.ANOTHER);
      tokyo.tells(5, OtherSite.PAIR);

      assertThat(inbox.handle(removed("marie"))).isEqualTo(Outcome.DONE);

      assertThat(inbox.keys.get(Samples.ROOM).orElseThrow().pair()).isEqualTo(OtherSite.ANOTHER);
      assertThat(tokyo.asked).hasSize(1);
    }

    @Test
    void nobodyOfThisSite_renewsTheKeyAllTheSame() {
      inbox.keys.setWithVersion(Samples.ROOM, 2, OtherSite.ANOTHER);
      assertThat(inbox.handle(removed())).isEqualTo(Outcome.DONE);
      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(3));
    }

    @Test
    void accountsThatAreNoMembersHere_renewTheKeyAllTheSame() {
      assertThat(inbox.handle(removed("stranger"))).isEqualTo(Outcome.DONE);
      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(3));
    }

    @Test
    void lateRemoval_touchesNoSubscriptionButTheKey() {
      inbox.handle(
          Samples.envelope(
              OutboxType.MEMBER_ADDED,
              "{\"roomId\":\"%s\",\"accounts\":[\"marie\"],\"timestamp\":%d}"
                  .formatted(Samples.ROOM, AT + 9)));
      tokyo.tells(4, OtherSite.PAIR);

      assertThat(inbox.handle(removed("marie"))).isEqualTo(Outcome.DONE);

      assertThat(inbox.subscriptionOf("marie")).isNotNull();
      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(4));
    }

    @Test
    void storeThatCannotBeRead_failsAfterTheQuestion() {
      RoomKeyStore keys = mock(RoomKeyStore.class);
      when(keys.get(Samples.ROOM)).thenThrow(new RedisException("away"));

      assertThatThrownBy(() -> inbox.keys(keys).handle(removed("marie")))
          .isInstanceOf(RedisException.class);
      assertThat(tokyo.asked).hasSize(1);
    }

    @Test
    void storeThatCannotBeWritten_fails() {
      RoomKeyStore keys = mock(RoomKeyStore.class);
      when(keys.adopt(any(), any())).thenThrow(new RedisException("away"));

      assertThatThrownBy(() -> inbox.keys(keys).handle(removed("marie")))
          .isInstanceOf(RedisException.class);
    }
  }

  @Nested
  class Answers {
    @Test
    void absentKey_isTriedAgainThreeTimesAndThenPassedOver() {
      tokyo.replies("{\"error\":\"room key not found\"}");
      for (int attempt = 1; attempt <= 3; attempt++) {
        assertRetriedBecause(inbox.handle(removed(), attempt), "absent at tokyo");
      }
      assertThat(inbox.handle(removed(), 4)).isEqualTo(Outcome.DONE);
      assertThat(measured("room_key_absent_errors_total")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "invalid request",
          "get room key for r: room key store internal error",
          "room key not found.",
          "Room key not found",
          " room key not found",
          "internal error"
        })
    void otherError_mayPass(String text) {
      tokyo.replies("{\"error\":\"" + text + "\"}");
      assertRetriedBecause(inbox.handle(removed(), 9), text);
      assertThat(measured("room_key_absent_errors_total")).isZero();
    }

    @Test
    void silence_mayPass() {
      tokyo.answers(new Requester.Answer.TimedOut());
      assertRetriedBecause(inbox.handle(removed()), "from tokyo: no answer in time");
      tokyo.answers(new Requester.Answer.NoResponders());
      assertRetriedBecause(inbox.handle(removed()), "from tokyo: nobody answers there");
      assertThat(measured("room_key_rpc_duration_seconds")).isEqualTo(2);
    }

    @Test
    void ownServerAway_isTheWorkersToWaitFor() {
      Inbox cut =
          new Inbox()
              .replicating(
                  (subject, requestId, body, timeout) -> {
                    throw new ServerAwayException("cut");
                  });
      assertThatThrownBy(() -> cut.handle(removed())).isInstanceOf(ServerAwayException.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "garbage",
          "[]",
          "null",
          "{}",
          "{\"error\":\"\"}",
          "{\"error\":7}",
          "{\"roomId\":\"ROOM\"}",
          "{\"roomId\":\"ROOM\",\"version\":3}",
          "{\"roomId\":\"ROOM\",\"version\":\"3\",\"publicKey\":\"PUB\",\"privateKey\":\"PRIV\"}",
          "{\"roomId\":\"ROOM\",\"version\":-1,\"publicKey\":\"PUB\",\"privateKey\":\"PRIV\"}",
          "{\"roomId\":\"other\",\"version\":3,\"publicKey\":\"PUB\",\"privateKey\":\"PRIV\"}",
          "{\"roomId\":\"ROOM\",\"version\":3,\"privateKey\":\"PRIV\"}",
          "{\"roomId\":\"ROOM\",\"version\":3,\"publicKey\":\"PUB\"}",
          "{\"roomId\":\"ROOM\",\"version\":3,\"publicKey\":\"PRIV\",\"privateKey\":\"PUB\"}",
          "{\"roomId\":\"ROOM\",\"version\":3,\"publicKey\":\"!\",\"privateKey\":\"PRIV\"}"
        })
    void wrongBytes_areNoKeyAndStandInNoText(String body) {
      inbox.keys.setWithVersion(Samples.ROOM, 2, OtherSite.ANOTHER);
      tokyo.replies(
          body.replace("ROOM", Samples.ROOM)
              .replace("PUB", OtherSite.PAIR.publicKey().base64())
              .replace("PRIV", OtherSite.PAIR.privateKey().base64()));

      Outcome outcome = inbox.handle(removed());

      assertThat(outcome).isInstanceOf(Outcome.Retry.class);
      assertThat(outcome.toString()).doesNotContain(OtherSite.PAIR.privateKey().base64());
      assertThat(inbox.keys.get(Samples.ROOM).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void moreFieldsThanWeKnow_areFine() {
      tokyo.replies(
          "{\"roomId\":\"%s\",\"version\":7,\"publicKey\":\"%s\",\"privateKey\":\"%s\",\"new\":[1]}"
              .formatted(
                  Samples.ROOM,
                  OtherSite.PAIR.publicKey().base64(),
                  OtherSite.PAIR.privateKey().base64()));
      assertThat(inbox.handle(removed())).isEqualTo(Outcome.DONE);
      assertThat(inbox.keys.get(Samples.ROOM)).contains(OtherSite.key(7));
    }
  }

  @Nested
  class Origin {
    @Test
    void isTheEnvelopes_notThePayloads() {
      byte[] event =
          Samples.envelope(
              OutboxType.MEMBER_REMOVED,
              new MemberRemoved("member_removed", Samples.ROOM, List.of(), "paris", "", AT));
      inbox.handle(event);
      assertThat(tokyo.asked)
          .extracting(OtherSite.Asked::subject)
          .containsExactly("chat.server.request.roomkey.tokyo.get");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "*", ">", "to kyo", "tokyo.get.>"})
    void thatMakesNoSubject_isAskedNothing(String siteId) {
      assertThat(inbox.handle(from(siteId, removed("marie")))).isInstanceOf(Outcome.Reject.class);
      assertThat(inbox.handle(from(siteId, added("marie")))).isInstanceOf(Outcome.Reject.class);
      assertThat(tokyo.asked).isEmpty();
    }

    @Test
    void thatIsThisSite_isAskedNothing() {
      assertThat(inbox.handle(from(Samples.HERE, removed("marie")))).isEqualTo(Outcome.DONE);
      assertThat(inbox.handle(from(Samples.HERE, added("marie")))).isEqualTo(Outcome.DONE);
      assertThat(tokyo.asked).isEmpty();
    }

    @Test
    void thatSpeaksForARoomOfThisSite_doesNotReplaceItsKey() {
      inbox.rooms.merge(Samples.room("ours", Samples.HERE));
      inbox.keys.set(Samples.ROOM, OtherSite.ANOTHER);

      assertThat(inbox.handle(removed("marie"))).isEqualTo(Outcome.DONE);

      assertThat(tokyo.asked).isEmpty();
      assertThat(inbox.keys.get(Samples.ROOM).orElseThrow().pair()).isEqualTo(OtherSite.ANOTHER);
    }

    @Test
    void eventOfNoRoom_asksNothing() {
      assertThat(inbox.handle(removedFrom(""))).isEqualTo(Outcome.DONE);
      assertThat(tokyo.asked).isEmpty();
    }
  }

  @Nested
  class Cap {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, 9})
    void below_isHandled(long attempt) {
      assertThat(inbox.handle(removed("marie"), attempt)).isEqualTo(Outcome.DONE);
      assertThat(tokyo.asked).hasSize(1);
      assertThat(measured("room_key_replication_terminated_total")).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 15})
    void reached_givesUpWithoutAskingOrWriting(long attempt) {
      assertThat(inbox.handle(removed("marie"), attempt))
          .isEqualTo(new Outcome.Reject("no room key after " + attempt + " deliveries"));
      assertThat(inbox.handle(added("marie"), attempt)).isInstanceOf(Outcome.Reject.class);

      assertThat(tokyo.asked).isEmpty();
      assertThat(inbox.isEmpty()).isTrue();
      assertThat(measured("room_key_replication_terminated_total")).isEqualTo(2);
    }

    @Test
    void isAsConfigured() {
      inbox.environment.put("ROOM_KEY_MAX_REDELIVER", "2");
      assertThat(inbox.handle(removed("marie"), 1)).isEqualTo(Outcome.DONE);
      assertThat(inbox.handle(removed("marie"), 2)).isInstanceOf(Outcome.Reject.class);
    }

    @Test
    void countsOnlyForEventsThatBringKeys() {
      assertThat(
              inbox.handle(
                  Samples.envelope(
                      OutboxType.SUBSCRIPTION_READ,
                      new SubscriptionRead("marie", Samples.ROOM, AT, false, AT)),
                  99))
          .isEqualTo(Outcome.DONE);
      assertThat(inbox.handle(Samples.envelope(OutboxType.ROOM_SYNC, Samples.room("one")), 99))
          .isEqualTo(Outcome.DONE);
      assertThat(
              inbox.handle(
                  Samples.envelope(
                      OutboxType.THREAD_SUBSCRIPTION_UPSERTED,
                      Samples.thread("t", true, Instant.EPOCH)),
                  99))
          .isEqualTo(Outcome.DONE);
      assertThat(inbox.handle(Samples.envelope("room_created", "{}"), 99)).isEqualTo(Outcome.DONE);
      assertThat(tokyo.asked).isEmpty();
    }
  }
}
