package chat.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.Bytes;
import chat.model.ClientMessage;
import chat.model.EncryptedMessage;
import chat.model.Json;
import chat.model.KeyGetReply;
import chat.model.Message;
import chat.model.MessageEdited;
import chat.model.Notification;
import chat.model.RoomEvent;
import chat.model.RoomEventType;
import chat.model.RoomKeyEvent;
import chat.model.RoomType;
import chat.roomcrypto.CryptoLibrary;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room whose events are sealed as broadcast-worker seals them. */
final class TestRoom {

  static final RoomCrypto CRYPTO = RoomCrypto.with(CryptoLibrary.JDK);
  static final Instant SAID = Instant.parse("2026-02-02T02:41:07.918Z");

  final RoomRef ref;

  TestRoom(String roomId, String siteId) {
    this.ref = new RoomRef(roomId, siteId);
  }

  static RoomKeyPair newPair() {
    return CRYPTO.newKeyPair();
  }

  /** What is said, sealed. */
  RoomEvent sealed(RoomKeyPair pair, long version, String content) {
    return event(null, seal(pair, version, Json.write(message(content))), null);
  }

  /** As notification-worker seals it. */
  Notification sealedNotification(RoomKeyPair pair, long version, String content) {
    return new Notification(
        RoomEventType.NEW_MESSAGE,
        ref.roomId(),
        message("").message(),
        seal(pair, version, Json.write(message(content).message())),
        ref.siteId(),
        SAID.toEpochMilli());
  }

  /** Any text in place of a message, sealed. */
  RoomEvent sealedText(RoomKeyPair pair, long version, String text) {
    return event(null, seal(pair, version, text.getBytes(UTF_8)), null);
  }

  RoomEvent sealedEdit(RoomKeyPair pair, long version, String content) {
    EncryptedMessage envelope = seal(pair, version, content.getBytes(UTF_8));
    return event(null, null, new MessageEdited("m1", "", envelope, "erin", SAID, SAID));
  }

  RoomEvent withEnvelope(EncryptedMessage envelope) {
    return event(null, envelope, null);
  }

  RoomEvent plain(String content) {
    return event(message(content), null, null);
  }

  KeyGetReply answer(RoomKeyPair pair, long version) {
    return new KeyGetReply(ref.roomId(), version, privateKey(pair));
  }

  RoomKeyEvent keyEvent(RoomKeyPair pair, long version) {
    return new RoomKeyEvent(ref.roomId(), version, Bytes.EMPTY, privateKey(pair), 1);
  }

  KeyRing.KeyId key(long version) {
    return new KeyRing.KeyId(ref.roomId(), version);
  }

  static Bytes privateKey(RoomKeyPair pair) {
    return Bytes.of(pair.privateKey().bytes());
  }

  private ClientMessage message(String content) {
    return new ClientMessage(
        new Message(
            "m1",
            ref.roomId(),
            "u-1",
            "erin",
            content,
            List.of(),
            SAID,
            null,
            null,
            "",
            null,
            false,
            "",
            Bytes.EMPTY,
            null),
        null);
  }

  private static EncryptedMessage seal(RoomKeyPair pair, long version, byte[] text) {
    return CRYPTO.sealer(pair.publicKey(), version).seal(text);
  }

  private RoomEvent event(
      @Nullable ClientMessage message,
      @Nullable EncryptedMessage envelope,
      @Nullable MessageEdited edit) {
    return new RoomEvent(
        edit == null ? RoomEventType.NEW_MESSAGE : RoomEventType.MESSAGE_EDITED,
        ref.roomId(),
        SAID.toEpochMilli(),
        "harbour crew",
        RoomType.CHANNEL,
        ref.siteId(),
        4,
        SAID,
        "m1",
        List.of(),
        false,
        false,
        message,
        envelope,
        edit,
        null);
  }

  /** What can be read in an update. */
  static String content(RoomUpdate update) {
    return switch (update) {
      case RoomUpdate.Opened(RoomEvent event) ->
          event.message() != null
              ? event.message().message().content()
              : event.messageEdited().newContent();
      case RoomUpdate.Locked(RoomEvent _, RoomUpdate.Reason reason) -> "locked: " + reason;
    };
  }
}
