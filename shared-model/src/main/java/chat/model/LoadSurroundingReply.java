package chat.model;

import java.util.List;

/** A message and its neighbours, oldest first (contract 09 §9). */
public record LoadSurroundingReply(
    List<StoredMessage> messages, boolean moreBefore, boolean moreAfter) {
  /** Copies the lists. */
  public LoadSurroundingReply {
    messages = List.copyOf(messages);
  }
}
