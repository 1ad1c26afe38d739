package chat.historyservice;

import chat.runtime.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether somebody may read in a room (09 §4). */
sealed interface Access {
  /**
   * @param since nothing older is readable; null = everything is
   */
  record Granted(@Nullable Instant since) implements Access {}

  record Denied(Reply.Refusal refusal) implements Access {}
}
