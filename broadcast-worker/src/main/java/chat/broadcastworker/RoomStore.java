package chat.broadcastworker;

import chat.model.Room;
import java.time.Instant;
import java.util.Optional;

/** Rooms whose home is this site. */
interface RoomStore {
  /**
   * A message as the room's list entry tells of it.
   *
   * @param at when it was written
   * @param mentionAll whether it mentions everybody
   */
  record LastMessage(String roomId, String messageId, Instant at, boolean mentionAll) {}

  /**
   * Points the room at its last message and, apart from that, keeps the time of the last one that
   * mentioned everybody. Neither ever moves back: a message that comes late, or again, leaves what
   * is newer.
   *
   * @return false when there is no such room
   */
  boolean advance(LastMessage message);

  Optional<Room> find(String roomId);
}
