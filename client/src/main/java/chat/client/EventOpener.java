package chat.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.client.KeyRing.KeyId;
import chat.client.RoomUpdate.Locked;
import chat.client.RoomUpdate.Reason;
import chat.model.ClientMessage;
import chat.model.EncryptedMessage;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MessageEdited;
import chat.model.RoomEvent;
import chat.roomcrypto.Opening;
import chat.roomcrypto.RoomOpener;
import org.jspecify.annotations.Nullable;

/** Opens room events with the keys at hand (contract 14.4). */
final class EventOpener {

  private final KeyRing keys;

  /** What came of it. */
  sealed interface Attempt {
    /** There is nothing more to do. */
    record Done(RoomUpdate update) implements Attempt {}

    /** There is no key of this version, or not the right one. */
    record NeedsKey(long version) implements Attempt {}
  }

  EventOpener(KeyRing keys) {
    this.keys = keys;
  }

  Attempt open(RoomEvent event) {
    EncryptedMessage envelope = envelope(event);
    if (envelope == null) {
      return new Attempt.Done(new RoomUpdate.Opened(event));
    }
    RoomOpener opener = keys.find(new KeyId(event.roomId(), envelope.version()));
    if (opener == null) {
      return new Attempt.NeedsKey(envelope.version());
    }
    return switch (opener.open(envelope)) {
      case Opening.Opened(String text) -> new Attempt.Done(opened(event, text));
      case Opening.Refused(Opening.Reason reason) ->
          switch (reason) {
            case NOT_AUTHENTIC -> new Attempt.NeedsKey(envelope.version());
            case OTHER_VERSION, BAD_EPHEMERAL_KEY, BAD_NONCE ->
                new Attempt.Done(new Locked(event, Reason.MALFORMED));
          };
    };
  }

  private static @Nullable EncryptedMessage envelope(RoomEvent event) {
    MessageEdited edit = event.messageEdited();
    return edit == null || event.encryptedMessage() != null
        ? event.encryptedMessage()
        : edit.encryptedNewContent();
  }

  private static RoomUpdate opened(RoomEvent event, String text) {
    MessageEdited edit = event.messageEdited();
    if (event.encryptedMessage() == null && edit != null) {
      return new RoomUpdate.Opened(with(event, null, opened(edit, text)));
    }
    try {
      ClientMessage message = Json.read(text.getBytes(UTF_8), ClientMessage.class);
      return new RoomUpdate.Opened(with(event, message, edit));
    } catch (MalformedJsonException _) {
      return new Locked(event, Reason.MALFORMED);
    }
  }

  private static MessageEdited opened(MessageEdited edit, String text) {
    return new MessageEdited(
        edit.messageId(), text, null, edit.editedBy(), edit.editedAt(), edit.updatedAt());
  }

  private static RoomEvent with(
      RoomEvent event, @Nullable ClientMessage message, @Nullable MessageEdited edit) {
    return new RoomEvent(
        event.type(),
        event.roomId(),
        event.timestamp(),
        event.roomName(),
        event.roomType(),
        event.siteId(),
        event.userCount(),
        event.lastMsgAt(),
        event.lastMsgId(),
        event.mentions(),
        event.mentionAll(),
        event.hasMention(),
        message,
        null,
        edit,
        event.messageDeleted());
  }
}
