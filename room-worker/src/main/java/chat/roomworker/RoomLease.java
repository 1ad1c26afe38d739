package chat.roomworker;

import java.util.concurrent.Callable;

/**
 * Keeps two of our processes from working on one room at once (13 A4). A courtesy: who waits too
 * long goes on, since every write and the commit of a key is safe without it.
 */
interface RoomLease {
  /** Runs the work while nobody else holds the room, if that can be had in time. */
  <T> T holding(String roomId, Callable<T> work) throws Exception;
}
