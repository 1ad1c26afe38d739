package chat.notificationworker;

import static chat.notificationworker.Samples.KENJI;
import static chat.notificationworker.Samples.MARIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.Notification;
import chat.roomcrypto.Opening;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomkeystore.ChannelSealing;
import chat.roomkeystore.ChannelSealing.Choice;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.ServerAwayException;
import chat.stores.RoomMeta;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyMembersTest {
  private static final String CREATED = "chat.msg.canonical.tokyo.created";
  private static final Instant NOW = Instant.parse("2026-02-02T02:41:08.044Z");

  private final InMemoryRecipientStore members = new InMemoryRecipientStore();
  private final List<Sent> sent = new ArrayList<>();
  private final Set<String> unreachable = new HashSet<>();
  private RuntimeException failure = new IllegalArgumentException("no such subject");
  private ContentSealing sealing = ContentSealing.off();

  private record Sent(String subject, String requestId, byte[] body) {
    Notification notification() throws Exception {
      return Json.read(body, Notification.class);
    }
  }

  private void send(String subject, String requestId, byte[] body) {
    if (unreachable.contains(subject)) {
      throw failure;
    }
    sent.add(new Sent(subject, requestId, body));
  }

  private Outcome handle(String subject, byte[] body) throws Exception {
    return new NotifyMembers(
            "tokyo",
            members,
            sealing,
            new Notifications(this::send),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .handle(new Delivery(subject, body, "r1", 1, 1));
  }

  private Outcome handle(String event, Message message) throws Exception {
    return handle(CREATED, Json.write(new MessageEvent(event, message, "tokyo", 5)));
  }

  private Outcome handle(Message message) throws Exception {
    return handle("created", message);
  }

  private List<String> told() {
    return sent.stream().map(Sent::subject).toList();
  }

  @Test
  void everybodyButTheSender_isNotified() throws Exception {
    members.add("room1", KENJI, MARIE, new Recipient("u-3", "first.last"));
    assertThat(handle(Samples.message("u-112"))).isEqualTo(Outcome.DONE);
    assertThat(told())
        .containsExactlyInAnyOrder(
            "chat.user.marie.notification", "chat.user.first.last.notification");
  }

  @Test
  void notification_carriesTheMessageOfTheEvent_timeAndRequestId() throws Exception {
    members.add("room1", MARIE);
    Message message = Samples.message("u-112");
    handle(message);
    assertThat(sent.getFirst().notification())
        .isEqualTo(new Notification("new_message", "room1", message, null, "", NOW.toEpochMilli()));
    assertThat(sent.getFirst().requestId()).isEqualTo("r1");
    assertThat(new String(sent.getFirst().body(), StandardCharsets.UTF_8))
        .doesNotContain("encryptedMessage")
        .contains("\"createdAt\":\"2026-02-02T02:41:07.918273645Z\"");
  }

  @Test
  void sender_isKnownByIdNotByAccount() throws Exception {
    members.add("room1", new Recipient("u-112", "renamed"), new Recipient("u-4", "kenji"));
    handle(Samples.message("u-112"));
    assertThat(told()).containsExactly("chat.user.kenji.notification");
  }

  @Test
  void systemMessageOfNobody_notifiesEverybody() throws Exception {
    members.add("room1", KENJI, MARIE);
    handle(Samples.message(""));
    assertThat(sent).hasSize(2);
  }

  @Test
  void senderWhoHasLeft_keepsNobodyFromBeingNotified() throws Exception {
    members.add("room1", MARIE);
    handle(Samples.message("u-gone"));
    assertThat(sent).hasSize(1);
  }

  @Test
  void roomOfNobody_orOfTheSenderAlone_isDone() throws Exception {
    assertThat(handle(Samples.message("u-112"))).isEqualTo(Outcome.DONE);
    members.add("room1", KENJI);
    assertThat(handle(Samples.message("u-112"))).isEqualTo(Outcome.DONE);
    assertThat(sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"updated", "deleted", "created.x", "x"})
  void editsAndDeletions_notifyNobody_andAreNotEvenRead(String kind) throws Exception {
    members.add("room1", MARIE);
    assertThat(handle("chat.msg.canonical.tokyo." + kind, new byte[] {1})).isEqualTo(Outcome.DONE);
    assertThat(sent).isEmpty();
    assertThat(members.asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "updated", "whatever"})
  void eventField_isNotLookedAt(String event) throws Exception {
    members.add("room1", MARIE);
    handle(event, Samples.message("u-112"));
    assertThat(sent).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{}{}", "{\"message\":5}", "{\"message\":{\"id\":1}}"})
  void undecodableEvent_isRejectedAtOnce(String body) throws Exception {
    assertThat(handle(CREATED, body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Outcome.Reject.class);
  }

  @Test
  void failureOfTheStore_isPassedOn() {
    members.failure = new IllegalStateException("down");
    assertThatThrownBy(() -> handle(Samples.message("u-112"))).isSameAs(members.failure);
  }

  @Test
  void whoCannotBeReached_keepsItFromNobodyElse() throws Exception {
    members.add("room1", new Recipient("u-1", "a b"), MARIE);
    unreachable.add("chat.user.a b.notification");
    assertThat(handle(Samples.message("u-112"))).isEqualTo(Outcome.DONE);
    assertThat(told()).containsExactly("chat.user.marie.notification");
  }

  @Test
  void connectionThatIsDown_isWaitedFor_unlessSomebodyWasTold() throws Exception {
    members.add("room1", MARIE, new Recipient("u-3", "third"));
    failure = new ServerAwayException("closed", new IllegalStateException());
    unreachable.add("chat.user.marie.notification");
    unreachable.add("chat.user.third.notification");
    assertThatThrownBy(() -> handle(Samples.message("u-112"))).isSameAs(failure);
    unreachable.remove("chat.user.marie.notification");
    assertThat(handle(Samples.message("u-112"))).isEqualTo(Outcome.DONE);
    assertThat(sent).hasSize(1);
  }

  @Nested
  class Sealing {
    private final RoomCrypto crypto = RoomCrypto.best();
    private final RoomKeyPair pair = crypto.newKeyPair();
    private String type = "channel";
    private ChannelSealing keys = room -> new Choice.Sealed(crypto.sealer(pair.publicKey(), 3));

    private void on() {
      members.add("room1", MARIE);
      sealing =
          ContentSealing.of(
              room -> Optional.of(new RoomMeta(room, type, "harbour", "tokyo", 2)), keys);
    }

    @Test
    void channelMessage_travelsSealed_withWhoAndWhenInTheOpen() throws Exception {
      on();
      Message message = Samples.message("u-112");
      handle(message);
      Notification notification = sent.getFirst().notification();
      Message open = notification.message();
      assertThat(new String(sent.getFirst().body(), StandardCharsets.UTF_8))
          .doesNotContain("crane", "six", "Marie", "e30=");
      assertThat(notification.siteId()).as("where its key is to be had").isEqualTo("tokyo");
      assertThat(open.content()).isEmpty();
      assertThat(open.mentions()).isEmpty();
      assertThat(open.sysMsgData()).isEqualTo(Bytes.EMPTY);
      assertThat(open.quotedParentMessage()).isNull();
      assertThat(open.id()).isEqualTo(message.id());
      assertThat(open.userAccount()).isEqualTo("kenji");
      assertThat(open.createdAt()).isEqualTo(message.createdAt());
      var envelope = notification.encryptedMessage();
      var opened = (Opening.Opened) crypto.opener(pair.privateKey(), 3).open(envelope);
      assertThat(Json.read(opened.text().getBytes(StandardCharsets.UTF_8), Message.class))
          .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"dm", "botDM"})
    void directMessage_travelsAsItIs(String direct) throws Exception {
      type = direct;
      on();
      handle(Samples.message("u-112"));
      assertThat(sent.getFirst().notification().encryptedMessage()).isNull();
      assertThat(sent.getFirst().notification().message().content()).contains("crane");
    }

    @Test
    void missingKey_isTriedAgain_andNothingLeaks() throws Exception {
      keys = room -> new Choice.Impossible("no current key");
      on();
      assertThat(handle(Samples.message("u-112"))).isEqualTo(new Outcome.Retry("no current key"));
      assertThat(sent).isEmpty();
    }

    @Test
    void unknownRoom_isTriedAgain_andNothingLeaks() throws Exception {
      members.add("room1", MARIE);
      sealing = ContentSealing.of(room -> Optional.empty(), keys);
      assertThat(handle(Samples.message("u-112"))).isInstanceOf(Outcome.Retry.class);
      assertThat(sent).isEmpty();
    }
  }
}
