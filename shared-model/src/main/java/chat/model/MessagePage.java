package chat.model;

import java.util.List;

/**
 * A page with a way on: next messages oldest first, replies of a thread newest first (contract 09
 * §8, §11).
 *
 * @param hasNext a promise to try, not of messages
 */
public record MessagePage(
    List<StoredMessage> messages, @OmitEmpty String nextCursor, boolean hasNext) {
  /** Copies the lists. */
  public MessagePage {
    messages = List.copyOf(messages);
  }
}
