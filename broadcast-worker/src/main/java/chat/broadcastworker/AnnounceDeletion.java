package chat.broadcastworker;

import chat.model.Message;
import chat.model.MessageDeleted;
import chat.model.MessageEvent;
import chat.model.Room;
import chat.model.RoomEvent;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The deletion of a message (05 §6): never sealed, since it tells nothing of the content. */
final class AnnounceDeletion {
  private final RoomStore rooms;
  private final ChangeDelivery delivery;

  AnnounceDeletion(RoomStore rooms, ChangeDelivery delivery) {
    this.rooms = rooms;
    this.delivery = delivery;
  }

  Outcome handle(MessageEvent event, @Nullable String requestId) {
    Message message = event.message();
    Instant deletedAt = message.updatedAt();
    if (deletedAt == null) { // 1
      return new Outcome.Reject("deleted event missing UpdatedAt: " + message.id());
    }
    Optional<Room> found = rooms.find(message.roomId()); // 2
    if (found.isEmpty()) {
      return new Outcome.Retry("no room " + message.roomId());
    }
    Room room = found.get();
    var deletion = new MessageDeleted(message.id(), message.userAccount(), deletedAt, deletedAt);
    RoomEvent deleted = // 3
        RoomEvent.deleted(room.id(), room.siteId(), event.timestamp(), deletion);
    return delivery.deliver(room, deleted, message.id(), requestId); // 4-6
  }
}
