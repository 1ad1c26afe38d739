package chat.messageworker;

import chat.model.ThreadRoom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes on a parent which thread it has, in both tables: readers find the replies by it (06 §9.5).
 * Stamps that are there already cost a look.
 */
final class StampParent {
  private static final Logger LOG = LoggerFactory.getLogger(StampParent.class);

  private final ReplyStore replies;

  StampParent(ReplyStore replies) {
    this.replies = replies;
  }

  void stamp(ThreadParent parent, ThreadRoom thread) {
    if (!parent.threadId().equals(thread.id()) && !replies.stampById(parent, thread.id())) {
      logMissed("messages_by_id", parent, thread);
    }
    Optional<String> inRoom = replies.stampInRoom(parent);
    boolean missed =
        inRoom.isEmpty()
            || (!inRoom.get().equals(thread.id()) && !replies.stampInRoom(parent, thread.id()));
    if (missed) { // a reply that is replied to stands in no room
      logMissed("messages_by_room", parent, thread);
    }
  }

  private static void logMissed(String table, ThreadParent parent, ThreadRoom thread) {
    LOG.atError()
        .addKeyValue("messageID", parent.messageId())
        .addKeyValue("roomID", parent.roomId())
        .addKeyValue("parentCreatedAt", parent.createdAt())
        .addKeyValue("threadRoomID", thread.id())
        .log("thread_room_id stamp on {} missed", table);
  }
}
