package chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page, newest first (contract 09 §7). */
public record LoadHistoryReply(
    List<StoredMessage> messages, @OmitNull @Nullable Long minUserLastSeenAt) {
  /** Copies the lists. */
  public LoadHistoryReply {
    messages = List.copyOf(messages);
  }
}
