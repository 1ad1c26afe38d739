package chat.messageworker;

import static chat.messageworker.Samples.EVERYBODY;
import static chat.messageworker.Samples.KENJI;
import static chat.messageworker.Samples.MARIE;
import static chat.messageworker.Samples.STORED_KENJI;
import static chat.messageworker.Samples.STORED_MARIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.Ids;
import chat.model.Json;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.Participant;
import chat.model.User;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamPublisher;
import chat.stores.InMemoryUserDirectory;
import chat.stores.ReplyCounting;
import chat.stores.UserDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaveMessageTest {
  private final InMemoryUserDirectory users = new InMemoryUserDirectory(KENJI, MARIE);
  private final InMemoryMessageStore store = new InMemoryMessageStore();
  private final List<String> asked = new ArrayList<>();
  private RuntimeException mentionFailure;
  private RuntimeException senderFailure;

  private final UserDirectory directory =
      new UserDirectory() {
        @Override
        public Optional<User> byId(String id) {
          asked.add("sender");
          if (senderFailure != null) {
            throw senderFailure;
          }
          return users.byId(id);
        }

        @Override
        public List<User> byAccounts(Collection<String> accounts) {
          asked.add("mentions");
          if (mentionFailure != null) {
            throw mentionFailure;
          }
          return users.byAccounts(accounts);
        }
      };

  private final People people = new People(directory, 10, Duration.ofMinutes(5), () -> 0);
  private final InMemoryReplyStore replies = new InMemoryReplyStore(store);
  private final SaveReply saveReply =
      new SaveReply(
          people,
          replies,
          new InMemoryThreadStore(),
          new ThreadEvents(
              (subject, requestId, messageId, body) -> new StreamPublisher.Stored(1, false),
              "tokyo",
              Clock.systemUTC()),
          new ReplyCounting(replies, replies, Clock.systemUTC(), _ -> {}),
          new Ids(Clock.systemUTC()));
  private final SaveMessage save = new SaveMessage(people, store, saveReply, 5);

  private Outcome handle(byte[] body) throws Exception {
    return save.handle(new Delivery("chat.msg.canonical.tokyo.created", body, null, 1, 1));
  }

  private Outcome handle(String event, Message message) throws Exception {
    return handle(Json.write(new MessageEvent(event, message, "tokyo", 5)));
  }

  private Outcome handle(Message message) throws Exception {
    return handle("created", message);
  }

  @Test
  void plainMessage_isSavedWithSenderAndMentions() throws Exception {
    assertThat(handle(Samples.plain("m1", "@marie @all look"))).isEqualTo(Outcome.DONE);
    StoredRow row = store.byRoom.get("m1");
    assertThat(row.sender()).isEqualTo(STORED_KENJI);
    assertThat(row.mentions()).containsExactlyInAnyOrder(STORED_MARIE, EVERYBODY);
    assertThat(row.siteId()).isEqualTo("tokyo");
    assertThat(row.updatedAt()).isEqualTo(row.createdAt());
    assertThat(store.byId).containsEntry("m1", row);
  }

  @Test
  void mentionsOfTheEvent_areReplacedByThoseOfTheText() throws Exception {
    Message claimed =
        new Message(
            "m2",
            "room1",
            "u-112",
            "kenji",
            "nobody here",
            List.of(new Participant("u-881", "marie", "", "", "")),
            Samples.AT,
            null,
            null,
            "",
            null,
            false,
            "",
            chat.model.Bytes.EMPTY,
            null);
    assertThat(handle(claimed)).isEqualTo(Outcome.DONE);
    assertThat(store.byId.get("m2").mentions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "updated", "whatever"})
  void eventField_isNotChecked(String event) throws Exception {
    assertThat(handle(event, Samples.plain("m3", "x"))).isEqualTo(Outcome.DONE);
    assertThat(store.byId).containsKey("m3");
  }

  @Test
  void unknownSenderOfAPersonsMessage_isTriedAgain() throws Exception {
    Message stranger =
        Samples.message("m4", "u-9", "x", Samples.AT, "", chat.model.Bytes.EMPTY, false, null);
    assertThat(handle(stranger)).isEqualTo(new Outcome.Retry("user u-9 not found"));
    assertThat(store.byId).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u-9"})
  void unknownSenderOfASystemMessage_isNobody(String userId) throws Exception {
    assertThat(handle(Samples.system("m5", userId))).isEqualTo(Outcome.DONE);
    assertThat(store.byId.get("m5").sender()).isNull();
    assertThat(store.byId.get("m5").sysMsgData()).isEqualTo(Samples.system("", "").sysMsgData());
  }

  @Test
  void failedLookUpOfASystemMessagesSender_isNotStoredAsNobody() throws Exception {
    senderFailure = new IllegalStateException("down");
    assertThatThrownBy(() -> handle(Samples.system("m6", "u-112"))).isSameAs(senderFailure);
    assertThat(store.byId).isEmpty();
  }

  @Test
  void failedLookUpOfMentions_comesBeforeSenderAndSave() throws Exception {
    mentionFailure = new IllegalStateException("down");
    assertThatThrownBy(() -> handle(Samples.plain("m7", "@marie"))).isSameAs(mentionFailure);
    assertThat(asked).containsExactly("mentions");
    assertThat(store.byId).isEmpty();
  }

  @Test
  void failureOfTheStore_isPassedOn() throws Exception {
    store.failure = new IllegalStateException("down");
    assertThatThrownBy(() -> handle(Samples.plain("m8", "x"))).isSameAs(store.failure);
  }

  @Test
  void sender_hasTheNamesOfTheUserAndTheAccountOfTheMessage() throws Exception {
    users.add(Samples.user("u-112", "renamed", "Kenji Mori", "健二"));
    handle(Samples.plain("m9", "x"));
    assertThat(store.byId.get("m9").sender()).isEqualTo(STORED_KENJI);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "1",
        "{",
        "{}{}",
        "null",
        "{}",
        "{\"message\":null}",
        "{\"message\":\"x\"}",
        "{\"message\":[]}",
        "{\"event\":5,\"message\":{\"id\":\"m\",\"createdAt\":\"2026-01-01T00:00:00Z\"}}",
        "{\"timestamp\":\"now\"}",
        "{\"timestamp\":1.5}",
        "{\"siteId\":{}}",
        "{\"message\":{\"id\":\"m\"}}",
        "{\"message\":{\"id\":\"\",\"createdAt\":\"2026-01-01T00:00:00Z\"}}",
        "{\"message\":{\"id\":\"m\",\"createdAt\":\"2026-01-01T00:00:00Z\"}}",
        "{\"message\":{\"id\":\"m\",\"createdAt\":\"yesterday\"}}",
        "{\"message\":{\"id\":\"m\",\"createdAt\":5}}",
        "{\"message\":{\"id\":\"m\",\"createdAt\":\"10000-01-01T00:00:00Z\"}}",
        "{\"message\":{\"id\":\"m\",\"createdAt\":\"0001-01-01T00:00:00Z\"}}",
        "{\"message\":{\"content\":1}}",
        "{\"message\":{\"sysMsgData\":\"***\"}}",
        "{\"message\":{\"tshow\":\"yes\"}}",
        "{\"message\":{\"quotedParentMessage\":{\"createdAt\":\"x\"}}}",
      })
  void eventThatCannotBeSaved_isRejectedAtOnce(String body) throws Exception {
    assertThat(handle(body.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Outcome.Reject.class);
    assertThat(store.byId).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 5, false", "2, 5, true", "1, 1, true", "1, 0, false"})
  void replyOfAMissingParent_isSavedWithTheSecondOrLastDelivery(
      long attempt, int maxDeliver, boolean saved) throws Exception {
    var event = new MessageEvent("created", Samples.reply("r1", "x", Samples.AT), "tokyo", 5);
    Outcome outcome =
        new SaveMessage(people, store, saveReply, maxDeliver)
            .handle(new Delivery("s", Json.write(event), null, 1, attempt));
    assertThat(outcome instanceof Outcome.Done).isEqualTo(saved);
    assertThat(replies.byId.containsKey("r1")).isEqualTo(saved);
  }

  @Test
  void garbageOfOneMebibyte_isRejected() throws Exception {
    assertThat(handle(new byte[1 << 20])).isInstanceOf(Outcome.Reject.class);
  }

  @Test
  void hugeMentionList_isSaved() throws Exception {
    assertThat(handle(Samples.plain("m10", "@n ".repeat(5000) + " @kenji")))
        .isEqualTo(Outcome.DONE);
    assertThat(store.byId.get("m10").mentions()).containsExactly(STORED_KENJI);
  }
}
