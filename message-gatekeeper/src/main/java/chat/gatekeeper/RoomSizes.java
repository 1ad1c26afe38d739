package chat.gatekeeper;

import java.util.OptionalLong;

/** How many members rooms have; may be stale by the life of a cache (01b §13.1). */
@FunctionalInterface
interface RoomSizes {
  /**
   * Empty when there is no such room.
   *
   * @throws RuntimeException the store's failure
   */
  OptionalLong members(String roomId) throws InterruptedException;
}
