package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import chat.gatekeeper.Quotes.Quote;
import chat.model.QuotedParentMessage;
import chat.model.SendRequest;
import chat.model.StoredParticipant;
import chat.runtime.Requester.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryQuotesTest {
  private static final String QUOTED = "Hh7Ii8Jj9Kk0Ll1Mm2Nn";

  private final List<String> asked = new ArrayList<>();

  private Quote resolve(Answer answer, String threadParent) throws Exception {
    var quotes =
        new HistoryQuotes(
            (subject, requestId, body, timeout) -> {
              assertThat(requestId).isNull();
              assertThat(timeout).isEqualTo(Duration.ofSeconds(2));
              asked.add(subject + " " + new String(body, StandardCharsets.UTF_8));
              return answer;
            },
            "http://chat");
    return quotes.resolve(submission(threadParent, QUOTED));
  }

  private static Submission submission(String threadParent, String quoted) {
    var request = new SendRequest("id", "agreed", "rid", threadParent, null, quoted);
    return new Submission("kenji", "room1", "tokyo", request, "header-id");
  }

  private static Answer replied(String json) {
    return new Answer.Replied(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Quote refused(String text) {
    return new Quote.Refused(new SendOutcome.Refused(text, ""));
  }

  private static String stored(String threadParent) {
    return """
        {"roomId":"room1","createdAt":"2026-02-02T02:30:00.125Z","messageId":"%s",
         "sender":{"id":"u-881","engName":"Marie Roux","companyName":"瑪麗","account":"marie"},
         "msg":"shift starts at six","mentions":[{"id":"u-1","account":"kenji"}],
         "attachments":["AAE="],"threadParentId":"%s",
         "threadParentCreatedAt":"2026-02-01T00:00:00Z","tcount":2,"unknown":[1]}
        """
        .formatted(QUOTED, threadParent);
  }

  @Test
  void noQuote_asksNobody() throws Exception {
    var quotes =
        new HistoryQuotes(
            (subject, requestId, body, timeout) -> {
              throw new AssertionError("asked");
            },
            "");
    assertThat(quotes.resolve(submission("", ""))).isEqualTo(new Quote.Found(null));
  }

  @Test
  void question_isAskedOnBehalfOfTheSender() throws Exception {
    resolve(replied(stored("")), "");
    assertThat(asked)
        .containsExactly(
            "chat.user.kenji.request.room.room1.tokyo.msg.get {\"messageId\":\"" + QUOTED + "\"}");
  }

  @Test
  void snapshot_carriesMentionsLinkAndThread_butNoAttachments() throws Exception {
    String thread = "Aa1Bb2Cc3Dd4Ee5Ff6Gg";
    assertThat(resolve(replied(stored(thread)), thread))
        .isEqualTo(
            new Quote.Found(
                new QuotedParentMessage(
                    QUOTED,
                    "room1",
                    new StoredParticipant("u-881", "Marie Roux", "瑪麗", "", "", false, "marie"),
                    Instant.parse("2026-02-02T02:30:00.125Z"),
                    "shift starts at six",
                    List.of(new StoredParticipant("u-1", "", "", "", "", false, "kenji")),
                    List.of(),
                    "http://chat/room1/" + QUOTED,
                    thread,
                    Instant.parse("2026-02-01T00:00:00Z"))));
  }

  @Test
  void noResponders_refusesTheMessage() throws Exception {
    assertThat(resolve(new Answer.NoResponders(), ""))
        .isEqualTo(
            refused(
                "fetch quoted parent "
                    + QUOTED
                    + ": history request: nats: no responders available for request"));
  }

  @Test
  void timeout_isTriedAgainInsteadOfRefused() throws Exception {
    assertThat(resolve(new Answer.TimedOut(), ""))
        .isEqualTo(
            new Quote.Unanswered(
                new SendOutcome.Refused(
                    "fetch quoted parent "
                        + QUOTED
                        + ": history request: context deadline exceeded",
                    "")));
  }

  @Test
  void historyThatIsUnavailable_isTriedAgain() throws Exception {
    assertThat(resolve(replied("{\"error\":\"service busy\",\"code\":\"unavailable\"}"), ""))
        .isEqualTo(
            new Quote.Unanswered(
                new SendOutcome.Refused(
                    "fetch quoted parent " + QUOTED + ": history response error: service busy",
                    "")));
  }

  @ParameterizedTest
  @CsvSource({
    "message not found, not_found",
    "not subscribed to room, forbidden",
    "message is outside access window, forbidden",
    "unable to verify room access, internal",
    "failed to retrieve message, internal",
    "internal error, ''",
  })
  void refusalOfHistory_isPassedOn(String text, String code) throws Exception {
    assertThat(resolve(replied("{\"error\":\"%s\",\"code\":\"%s\"}".formatted(text, code)), ""))
        .isEqualTo(refused("fetch quoted parent " + QUOTED + ": history response error: " + text));
  }

  @ParameterizedTest
  @CsvSource({
    "'', Aa1Bb2Cc3Dd4Ee5Ff6Gg",
    "Aa1Bb2Cc3Dd4Ee5Ff6Gg, ''",
    "Aa1Bb2Cc3Dd4Ee5Ff6Gg, Bb1Bb2Cc3Dd4Ee5Ff6Gg"
  })
  void otherContext_isRefused(String parentThread, String newThread) throws Exception {
    assertThat(resolve(replied(stored(parentThread)), newThread))
        .isEqualTo(
            refused(
                "quoted parent %s thread context mismatch: parent thread \"%s\", new message thread \"%s\""
                    .formatted(QUOTED, parentThread, newThread)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{\"messageId\":5}", "{\"createdAt\":\"yesterday\"}"})
  void replyThatIsNoMessage_isRefused(String body) throws Exception {
    assertThat(resolve(replied(body), ""))
        .isInstanceOfSatisfying(
            Quote.Refused.class,
            r ->
                assertThat(r.refusal().text())
                    .startsWith("fetch quoted parent " + QUOTED + ": unmarshal parent message: "));
  }

  @Test
  void emptyError_isNoError() throws Exception {
    assertThat(resolve(replied("{\"error\":\"\",\"messageId\":\"m\",\"roomId\":\"r\"}"), ""))
        .isInstanceOf(Quote.Found.class);
  }
}
