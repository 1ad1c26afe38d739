package chat.model;

import java.util.List;

/** Messages that were found (contract 01 §2.6). */
public record SearchMessagesReply(List<MessageHit> messages, long total) {
  /** Copies the lists. */
  public SearchMessagesReply {
    messages = List.copyOf(messages);
  }
}
