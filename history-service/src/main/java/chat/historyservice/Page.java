package chat.historyservice;

import chat.model.StoredMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk gave.
 *
 * @param next where to go on; null = there is nothing more. A promise to try, not of messages
 */
record Page(List<StoredMessage> messages, @Nullable Cursor next) {
  Page {
    messages = List.copyOf(messages);
  }
}
