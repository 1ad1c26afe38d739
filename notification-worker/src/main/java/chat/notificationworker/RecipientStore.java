package chat.notificationworker;

import java.util.List;

/** Who of a room is to be notified. */
@FunctionalInterface
interface RecipientStore {
  /**
   * The members who have not switched notifications off, without bots, in any order; nobody for a
   * room that does not exist.
   *
   * @throws RuntimeException the store's failure
   */
  List<Recipient> of(String roomId) throws InterruptedException;
}
