package chat.historyservice;

import chat.model.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where a message stands besides {@code messages_by_id} (09 §13.1). */
sealed interface CopyPlace {
  /** Among what was said in a room. */
  record InRoom(String roomId, Instant createdAt, String messageId) implements CopyPlace {}

  /** Among the replies of a thread. */
  record InThread(String roomId, String threadRoomId, Instant createdAt, String messageId)
      implements CopyPlace {}

  /** Among the pinned messages of a room. */
  record Pinned(String roomId, Instant pinnedAt, String messageId) implements CopyPlace {}

  /**
   * All places of a message. The last one is its own, in its room or thread; who changes it last
   * can tell by it whether a change was completed.
   */
  static List<CopyPlace> of(StoredMessage message) {
    List<CopyPlace> places = new ArrayList<>();
    Instant pinnedAt = message.pinnedAt();
    if (pinnedAt != null) {
      places.add(new Pinned(message.roomId(), pinnedAt, message.messageId()));
    }
    if (isReply(message) && message.tshow()) {
      places.add(inRoom(message));
    }
    places.add(own(message));
    return places;
  }

  static CopyPlace own(StoredMessage message) {
    return isReply(message)
        ? new InThread(
            message.roomId(), message.threadRoomId(), message.createdAt(), message.messageId())
        : inRoom(message);
  }

  private static CopyPlace inRoom(StoredMessage message) {
    return new InRoom(message.roomId(), message.createdAt(), message.messageId());
  }

  private static boolean isReply(StoredMessage message) {
    return !message.threadParentId().isEmpty();
  }
}
