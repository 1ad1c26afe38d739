package chat.broadcastworker;

import chat.model.EncryptedMessage;
import chat.model.Message;
import chat.model.MessageEdited;
import chat.model.MessageEvent;
import chat.model.Room;
import chat.model.RoomEvent;
import chat.roomkeystore.ChannelSealing;
import chat.roomkeystore.ChannelSealing.Choice;
import chat.runtime.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An edit of a message (05 §6). Nothing is stored: history-service has done that. */
final class AnnounceEdit {
  private final RoomStore rooms;
  private final ChannelSealing sealing;
  private final ChangeDelivery delivery;

  AnnounceEdit(RoomStore rooms, ChannelSealing sealing, ChangeDelivery delivery) {
    this.rooms = rooms;
    this.sealing = sealing;
    this.delivery = delivery;
  }

  Outcome handle(MessageEvent event, @Nullable String requestId) {
    Message message = event.message();
    Instant editedAt = message.editedAt();
    Instant updatedAt = message.updatedAt();
    if (editedAt == null || updatedAt == null) { // 1
      return new Outcome.Reject("updated event missing EditedAt or UpdatedAt: " + message.id());
    }
    Optional<Room> found = rooms.find(message.roomId()); // 2
    if (found.isEmpty()) {
      return new Outcome.Retry("no room " + message.roomId());
    }
    Room room = found.get();
    var plain =
        new MessageEdited(
            message.id(), message.content(), null, message.userAccount(), editedAt, updatedAt);
    return switch (Audience.of(room.type())) {
      case ROOM -> tellRoom(room, event.timestamp(), plain, requestId); // 4
      case PEOPLE, NOBODY -> // 5, 6
          delivery.deliver(room, edited(room, event.timestamp(), plain), message.id(), requestId);
    };
  }

  private Outcome tellRoom(
      Room room, long timestamp, MessageEdited plain, @Nullable String requestId) {
    return switch (sealing.choose(room.id())) {
      case Choice.Impossible(String reason) -> new Outcome.Retry(reason);
      case Choice.Plaintext() ->
          delivery.deliver(room, edited(room, timestamp, plain), plain.messageId(), requestId);
      case Choice.Sealed(var sealer) -> {
        var envelope = sealer.seal(plain.newContent().getBytes(StandardCharsets.UTF_8));
        MessageEdited sealed = sealed(plain, envelope);
        yield delivery.deliver(room, edited(room, timestamp, sealed), plain.messageId(), requestId);
      }
    };
  }

  private static RoomEvent edited(Room room, long timestamp, MessageEdited edit) { // 3
    return RoomEvent.edited(room.id(), room.siteId(), timestamp, edit);
  }

  private static MessageEdited sealed(MessageEdited plain, EncryptedMessage envelope) {
    return new MessageEdited(
        plain.messageId(), "", envelope, plain.editedBy(), plain.editedAt(), plain.updatedAt());
  }
}
