package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.QuotedParentMessage;
import chat.model.StoredMessage;
import chat.model.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageViewTest {
  private static final Instant F = Instant.parse("2026-02-02T00:00:00Z");

  private static StoredMessage quoting(boolean tshow, QuotedParentMessage quote) {
    return Samples.message("room1", "m", F.plusSeconds(60), "text", tshow, quote, false);
  }

  private static boolean redacted(boolean tshow, QuotedParentMessage quote) {
    StoredMessage seen = MessageView.of(quoting(tshow, quote), F);
    assertThat(seen.msg()).isEqualTo("text");
    return seen.quotedParentMessage().messageId().isEmpty();
  }

  @Test
  void quoteOlderThanTheWindow_isRedacted() {
    assertThat(redacted(false, Samples.quote(F.minusMillis(1), "", null))).isTrue();
    assertThat(redacted(false, Samples.quote(Timestamps.ZERO, "", null))).isTrue();
    assertThat(redacted(false, Samples.quote(F, "", null))).isFalse();
    assertThat(redacted(false, Samples.quote(F.plusMillis(1), "", null))).isFalse();
  }

  @Test
  void quoteOfAnOldThread_isRedactedInMessagesOfTheMainFeedToo() {
    Instant at = F.plusMillis(1);
    assertThat(redacted(true, Samples.quote(at, "p", F.minusMillis(1)))).isTrue();
    assertThat(redacted(true, Samples.quote(at, "p", null))).isTrue();
    assertThat(redacted(true, Samples.quote(at, "p", F))).isFalse();
    assertThat(redacted(true, Samples.quote(at, "", null))).isFalse();
    assertThat(redacted(false, Samples.quote(at, "p", F.minusMillis(1)))).isFalse();
  }

  @Test
  void redactedQuote_isTheOneOfTheContract() {
    StoredMessage seen =
        MessageView.of(quoting(false, Samples.quote(Timestamps.ZERO, "", null)), F);
    assertThat(new String(Json.write(seen), StandardCharsets.UTF_8))
        .contains(
            "\"quotedParentMessage\":{\"messageId\":\"\",\"roomId\":\"\",\"sender\":{\"id\":\"\"},"
                + "\"createdAt\":\"0001-01-01T00:00:00Z\",\"msg\":\"This message is unavailable\"}");
  }

  @Test
  void unrestrictedReader_getsTheStoredQuote() {
    StoredMessage message = quoting(true, Samples.quote(Timestamps.ZERO, "p", null));
    assertThat(MessageView.of(message, null)).isEqualTo(message);
  }

  @Test
  void messageWithoutQuote_isUnchanged() {
    StoredMessage message = quoting(true, null);
    assertThat(MessageView.of(message, F)).isEqualTo(message);
  }

  @Test
  void severalMessages_areEachSeenOnTheirOwn() {
    StoredMessage old = quoting(false, Samples.quote(F.minusMillis(1), "", null));
    assertThat(MessageView.of(List.of(old, old), F))
        .allSatisfy(m -> assertThat(m.quotedParentMessage().messageId()).isEmpty());
  }

  @Test
  void contentOfADeletedMessage_isNotReturned() {
    StoredMessage deleted = Samples.full("room1", "m", F, true);
    StoredMessage seen = MessageView.of(deleted, null);
    assertThat(seen.msg()).isEmpty();
    assertThat(seen.mentions()).isEmpty();
    assertThat(seen.attachments()).isEmpty();
    assertThat(seen.file()).isNull();
    assertThat(seen.card()).isNull();
    assertThat(seen.cardAction()).isNull();
    assertThat(seen.quotedParentMessage()).isNull();
    assertThat(seen.reactions()).isEmpty();
    assertThat(seen.sysMsgData()).isEqualTo(Bytes.EMPTY);
    assertThat(seen.deleted()).isTrue();
    assertThat(seen.messageId()).isEqualTo(deleted.messageId());
    assertThat(seen.sender()).isEqualTo(deleted.sender());
    assertThat(seen.createdAt()).isEqualTo(deleted.createdAt());
    assertThat(seen.updatedAt()).isEqualTo(deleted.updatedAt());
    assertThat(seen.threadParentId()).isEqualTo(deleted.threadParentId());
    assertThat(seen.threadRoomId()).isEqualTo(deleted.threadRoomId());
    assertThat(seen.tcount()).isEqualTo(deleted.tcount());
    assertThat(seen.type()).isEqualTo(deleted.type());
  }
}
