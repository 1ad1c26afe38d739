package chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import chat.client.EventOpener.Attempt;
import chat.client.RoomUpdate.Locked;
import chat.client.RoomUpdate.Opened;
import chat.client.RoomUpdate.Reason;
import chat.model.Bytes;
import chat.model.EncryptedMessage;
import chat.model.RoomEvent;
import chat.roomcrypto.RoomKeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventOpenerTest {

  private final TestRoom room = new TestRoom("r1", "north");
  private final RoomKeyPair pair = TestRoom.newPair();
  private final KeyRing ring = new KeyRing(TestRoom.CRYPTO, 10);
  private final EventOpener opener = new EventOpener(ring);

  @BeforeEach
  void holdVersion3() {
    ring.put(room.key(3), TestRoom.privateKey(pair));
  }

  @Test
  void plainEvent_isPassedOn() {
    RoomEvent event = room.plain("hello");

    assertThat(opener.open(event)).isEqualTo(new Attempt.Done(new Opened(event)));
  }

  @Test
  void sealedMessage_standsInThePlainField() {
    RoomEvent plain = room.plain("早安");

    assertThat(opener.open(room.sealed(pair, 3, "早安")))
        .isEqualTo(new Attempt.Done(new Opened(plain)));
  }

  @Test
  void sealedEdit_standsInThePlainField() {
    Attempt attempt = opener.open(room.sealedEdit(pair, 3, "crane 4 is back"));

    RoomEvent opened = ((Attempt.Done) attempt).update().event();
    assertThat(opened.messageEdited().newContent()).isEqualTo("crane 4 is back");
    assertThat(opened.messageEdited().encryptedNewContent()).isNull();
    assertThat(opened.messageEdited().editedBy()).isEqualTo("erin");
  }

  @Test
  void versionThatIsNotHeld_needsItsKey() {
    assertThat(opener.open(room.sealed(pair, 4, "hello"))).isEqualTo(new Attempt.NeedsKey(4));
  }

  @Test
  void keyThatDoesNotFit_needsAnother() {
    assertThat(opener.open(room.sealed(TestRoom.newPair(), 3, "hello")))
        .isEqualTo(new Attempt.NeedsKey(3));
  }

  @Test
  void sealedTextThatIsNoMessage_isMalformed() {
    RoomEvent event = room.sealedText(pair, 3, "hello");

    assertThat(opener.open(event)).isEqualTo(new Attempt.Done(new Locked(event, Reason.MALFORMED)));
  }

  @Test
  void envelopeThatIsNone_isMalformed() {
    RoomEvent event =
        room.withEnvelope(new EncryptedMessage(3, Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY));

    assertThat(opener.open(event)).isEqualTo(new Attempt.Done(new Locked(event, Reason.MALFORMED)));
  }
}
