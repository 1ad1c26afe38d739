package chat.localfleet.chaos;

/**
 * A message that the fleet has acknowledged.
 *
 * @param sent when it was first sent, on the clock of {@link System#nanoTime}
 * @param acknowledged when its answer came
 */
record Said(String messageId, String roomId, long sent, long acknowledged) {}
