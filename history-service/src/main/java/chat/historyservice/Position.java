package chat.historyservice;

import java.time.Instant;

/**
 * A place in a list, which is ordered by time and then by id.
 *
 * @param messageId empty = before all messages of that time
 */
record Position(Instant time, String messageId) {
  static Position at(Instant time) {
    return new Position(time, "");
  }

  /** The first place behind the message that is here. */
  Position next() {
    return new Position(time, messageId + "\0");
  }
}
