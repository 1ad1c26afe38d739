package chat.historyservice;

import java.time.Instant;
import java.util.Optional;

/** What is stored of rooms. */
interface RoomStore {
  /**
   * Empty when there is no such room.
   *
   * @throws RuntimeException the store's failure
   */
  Optional<RoomTimes> times(String roomId);

  /**
   * Up to when everybody has read; empty when that is not known, or there is no such room.
   *
   * @throws RuntimeException the store's failure
   */
  Optional<Instant> readFloor(String roomId);
}
