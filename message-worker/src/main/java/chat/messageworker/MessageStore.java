package chat.messageworker;

/** Where messages are kept. */
@FunctionalInterface
interface MessageStore {
  /**
   * Saves a message of the room itself. Doing it again changes nothing: not the row, and nothing
   * that was done to it since.
   *
   * @throws RuntimeException the store's failure; part of the message may be saved
   */
  void save(NewMessage message);
}
