package chat.client;

import chat.model.ClientMessage;
import chat.model.Notification;
import chat.model.RoomEvent;
import java.util.List;

/**
 * A notification whose content is sealed waits for its key and is opened like a live event: its
 * envelope holds a message, as the event's does, only without the sender's names.
 */
final class SealedNotification {
  private SealedNotification() {}

  static RoomEvent asEvent(Notification notification) {
    return new RoomEvent(
        notification.type(),
        notification.roomId(),
        notification.timestamp(),
        "",
        "",
        notification.siteId(),
        0,
        notification.message().createdAt(),
        notification.message().id(),
        List.of(),
        false,
        false,
        null,
        notification.encryptedMessage(),
        null,
        null);
  }

  /**
   * @param update what became of {@link #asEvent}
   */
  static ClientEvent told(Notification sealed, RoomUpdate update) {
    return switch (update) {
      case RoomUpdate.Locked(RoomEvent _, RoomUpdate.Reason reason) ->
          new ClientEvent.NotifiedLocked(sealed, reason);
      case RoomUpdate.Opened(RoomEvent event) -> {
        ClientMessage message = event.message();
        yield message == null
            ? new ClientEvent.NotifiedLocked(sealed, RoomUpdate.Reason.MALFORMED)
            : new ClientEvent.Notified(
                new Notification(
                    sealed.type(),
                    sealed.roomId(),
                    message.message(),
                    null,
                    sealed.siteId(),
                    sealed.timestamp()));
      }
    };
  }
}
