package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.gatekeeper.CanonicalMessages.Publication;
import chat.gatekeeper.Quotes.Quote;
import chat.runtime.AwayFaults;
import chat.runtime.CorePublisher;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.ServerAwayException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionsTest {
  private static final String SUBJECT = "chat.user.kenji.room.room1.tokyo.msg.send";
  private static final String RID = "0199c0de-7a3b-7f1e-9a5d-c2b1a0f4e6d8";
  private static final String TO = "chat.user.kenji.response." + RID;
  private static final Instant NOW = Instant.parse("2026-02-02T02:41:07.918273645Z");
  private static final String GOOD =
      "{\"id\":\"Zq8LmN3pR7sT1uVwXyA2\",\"content\":\"on my way\",\"requestId\":\"" + RID + "\"}";

  private final InMemoryMemberStore store = new InMemoryMemberStore();
  private final List<String> answers = new ArrayList<>();
  private final List<String> headers = new ArrayList<>();
  private int published;
  private Quote quote = new Quote.Found(null);
  private RuntimeException publishFailure;
  private RuntimeException replyFailure;

  @BeforeEach
  void member() {
    store.put("room1", new Member("u-112", "kenji", List.of("member")));
  }

  private Outcome handle(String subject, String body, int attempt) throws Exception {
    return handle(subject, body.getBytes(StandardCharsets.UTF_8), attempt, 5);
  }

  private Outcome handle(String subject, byte[] body, int attempt, int maxDeliver)
      throws Exception {
    CanonicalMessages canonical =
        (event, requestId) -> {
          if (publishFailure != null) {
            throw publishFailure;
          }
          published++;
          return new Publication.Stored();
        };
    var send =
        new SendMessage(
            store,
            roomId -> OptionalLong.of(3),
            in -> quote,
            canonical,
            Clock.fixed(NOW, ZoneOffset.UTC),
            500);
    CorePublisher core =
        (to, requestId, answer) -> {
          if (replyFailure != null) {
            throw replyFailure;
          }
          headers.add(requestId);
          answers.add(to + " " + new String(answer, StandardCharsets.UTF_8));
        };
    var submissions =
        new Submissions(send, new Answers(core), AwayFaults.NATS, "tokyo", maxDeliver);
    return submissions.handle(new Delivery(subject, body, "header-id", 1, attempt));
  }

  private static String error(String text) {
    return TO + " {\"error\":\"" + text + "\"}";
  }

  @Test
  void acceptedMessage_isAnsweredAsItIsAndAcknowledged() throws Exception {
    assertThat(handle(SUBJECT, GOOD, 1)).isEqualTo(Outcome.DONE);
    assertThat(answers)
        .containsExactly(
            TO
                + " {\"id\":\"Zq8LmN3pR7sT1uVwXyA2\",\"roomId\":\"room1\",\"userId\":\"u-112\","
                + "\"userAccount\":\"kenji\",\"content\":\"on my way\","
                + "\"createdAt\":\"2026-02-02T02:41:07.918273645Z\"}");
    assertThat(headers).containsExactly("header-id");
    assertThat(published).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.user.kenji.room.room1.tokyo.msg.anything",
        "chat.user.kenji.room.room1.tokyo.msg.send.more",
        "chat.user.kenji.room.room1.tokyo.msg.x.msg.send",
        "chat.user.kenji.room.room1.tokyo.msg",
        "chat.user.kenji.chamber.room1.tokyo.msg.send",
        "chat.user.kenji.room",
        "nonsense",
        "",
      })
  void otherSubjectBelowMsg_isAcknowledgedWithAWarning(String subject) throws Exception {
    assertThat(handle(subject, GOOD, 1)).isEqualTo(Outcome.DONE);
    assertThat(answers).isEmpty();
    assertThat(published).isZero();
  }

  @Test
  void otherSite_isRefused() throws Exception {
    String subject = "chat.user.kenji.room.room1.lyon.msg.send";
    assertThat(handle(subject, GOOD, 1)).isEqualTo(Outcome.DONE);
    assertThat(answers).containsExactly(error("siteID mismatch: got lyon, want tokyo"));
    assertThat(published).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":5,\"content\":\"x\",\"requestId\":\"" + RID + "\"}",
        "{\"id\":\"x\",\"content\":[],\"requestId\":\"" + RID + "\"}",
        "{\"threadParentMessageId\":true,\"requestId\":\"" + RID + "\"}",
        "{\"threadParentMessageCreatedAt\":\"1\",\"requestId\":\"" + RID + "\"}",
        "{\"threadParentMessageCreatedAt\":1.0,\"requestId\":\"" + RID + "\"}",
        "{\"threadParentMessageCreatedAt\":1e3,\"requestId\":\"" + RID + "\"}",
        "{\"quotedParentMessageId\":{},\"requestId\":\"" + RID + "\"}",
        "{\"content\":\"cut off\",\"requestId\":\"" + RID + "\"",
      })
  void malformedBody_isAnsweredWhereItsRequestIdCanBeRead(String body) throws Exception {
    assertThat(handle(SUBJECT, body, 1)).isEqualTo(Outcome.DONE);
    assertThat(answers).containsExactly(error("invalid request payload"));
    assertThat(published).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "1", "\"s\"", "true", "{", "{}{}", "{\"requestId\":5}"})
  void malformedBodyWithoutRequestId_isAcknowledgedInSilence(String body) throws Exception {
    assertThat(handle(SUBJECT, body, 1)).isEqualTo(Outcome.DONE);
    assertThat(answers).isEmpty();
    assertThat(published).isZero();
  }

  @Test
  void garbageOfOneMebibyte_isAcknowledged() throws Exception {
    byte[] body = new byte[1 << 20];
    assertThat(handle(SUBJECT, body, 1, 5)).isEqualTo(Outcome.DONE);
    String deep = "{\"a\":".repeat(100_000);
    assertThat(handle(SUBJECT, deep, 1)).isEqualTo(Outcome.DONE);
    assertThat(published).isZero();
  }

  @Test
  void bodyNull_hasNoMessageId() throws Exception {
    assertThat(handle(SUBJECT, "null", 1)).isEqualTo(Outcome.DONE);
    assertThat(published).isZero();
  }

  @Test
  void refusedMessage_isAnsweredAndAcknowledged() throws Exception {
    String body =
        "{\"id\":\"Zq8LmN3pR7sT1uVwXyA2\",\"content\":\"\",\"requestId\":\"" + RID + "\"}";
    assertThat(handle(SUBJECT, body, 1)).isEqualTo(Outcome.DONE);
    assertThat(answers).containsExactly(error("content must not be empty"));
  }

  @Test
  void refusalWithCode_carriesIt() throws Exception {
    quote =
        new Quote.Refused(
            new SendOutcome.Refused("posting is restricted", "large_room_post_restricted"));
    handle(SUBJECT, GOOD, 1);
    assertThat(answers)
        .containsExactly(
            TO + " {\"error\":\"posting is restricted\",\"code\":\"large_room_post_restricted\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.b.c",
        "*",
        ">",
        "with blank",
        "..",
        "ü",
        "\\n",
        "\\u0000",
        "0199c0de-7a3b-7f1e-9a5d-c2b1a0f4e6d8.x",
        "0199c0de7a3b7f1e9a5dc2b1a0f4e6d8"
      })
  void requestIdThatIsNoUuid_isNeverPutIntoASubject(String requestId) throws Exception {
    assertThat(handle(SUBJECT, GOOD.replace(RID, requestId), 1)).isEqualTo(Outcome.DONE);
    assertThat(answers).isEmpty();
    assertThat(published).isEqualTo(1);
  }

  @Test
  void replyThatFails_isIgnored() throws Exception {
    replyFailure = new ServerAwayException("gone");
    assertThat(handle(SUBJECT, GOOD, 1)).isEqualTo(Outcome.DONE);
  }

  @Test
  void quoteTimeout_isRetriedNotRefused() throws Exception {
    quote = new Quote.Unanswered(new SendOutcome.Refused("late", ""));
    assertThat(handle(SUBJECT, GOOD, 4)).isEqualTo(new Outcome.Retry("late"));
    assertThat(answers).isEmpty();
  }

  @Test
  void quoteTimeoutOfTheLastDelivery_isAnswered() throws Exception {
    quote = new Quote.Unanswered(new SendOutcome.Refused("late", ""));
    assertThat(handle(SUBJECT, GOOD, 5)).isEqualTo(new Outcome.Reject("late"));
    assertThat(answers).containsExactly(error("late"));
  }

  @Test
  void failure_isPassedOnUntilTheLastDelivery() {
    publishFailure = new IllegalStateException("broken");
    assertThatThrownBy(() -> handle(SUBJECT, GOOD, 4)).isSameAs(publishFailure);
    assertThat(answers).isEmpty();
  }

  @Test
  void failureOfTheLastDelivery_isAnsweredAndGivenUp() throws Exception {
    publishFailure = new IllegalStateException("broken");
    assertThat(handle(SUBJECT, GOOD, 5)).isInstanceOf(Outcome.Reject.class);
    assertThat(answers).containsExactly(error("internal error"));
  }

  @Test
  void streamThatIsAway_costsNoDeliveryAndNoAnswer() {
    publishFailure = new ServerAwayException("gone");
    assertThatThrownBy(() -> handle(SUBJECT, GOOD, 5)).isSameAs(publishFailure);
    assertThat(answers).isEmpty();
  }

  @Test
  void unlimitedDeliveries_haveNoLastOne() {
    publishFailure = new IllegalStateException("broken");
    assertThatThrownBy(() -> handle(SUBJECT, GOOD.getBytes(StandardCharsets.UTF_8), 99, -1))
        .isSameAs(publishFailure);
  }
}
