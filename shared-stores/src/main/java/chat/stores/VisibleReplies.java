package chat.stores;

import java.time.Instant;

/** How many replies threads show: those that are saved and not deleted. */
@FunctionalInterface
public interface VisibleReplies {
  /**
   * Where the replies of a thread are.
   *
   * @param first when the first of them may have been written
   * @param last replies of later windows are not looked for
   */
  record Place(String roomId, String threadRoomId, Instant first, Instant last) {}

  /**
   * How many there are now.
   *
   * @throws RuntimeException the store's failure
   */
  int in(Place thread) throws InterruptedException;
}
