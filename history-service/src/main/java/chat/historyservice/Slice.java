package chat.historyservice;

import chat.model.Bytes;
import chat.model.StoredMessage;
import java.util.List;

/**
 * What one read of a window gave.
 *
 * @param state where to go on, in the store's own bytes; empty = the window is exhausted
 */
record Slice(List<StoredMessage> messages, Bytes state) {
  Slice {
    messages = List.copyOf(messages);
  }

  /** Whether its window has nothing at all. */
  boolean isEmpty() {
    return messages.isEmpty() && state.isEmpty();
  }
}
