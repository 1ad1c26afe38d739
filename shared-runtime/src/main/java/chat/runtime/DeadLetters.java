package chat.runtime;

/** Where messages go that are given up (13 A5). */
@FunctionalInterface
interface DeadLetters {
  /** Switched off: what is given up is only logged. */
  DeadLetters OFF = letter -> true;

  /**
   * Keeps the letter where operators find it.
   *
   * @return false when it could not be kept: the message must not be acknowledged then
   */
  boolean keep(DeadLetter letter);
}
