package chat.model;

import java.util.List;

/**
 * Messages that have threads (contract 09 §12).
 *
 * @param total matches before those that may not be seen are dropped
 */
public record ThreadParentsReply(List<StoredMessage> parentMessages, long total) {
  /** Copies the lists. */
  public ThreadParentsReply {
    parentMessages = List.copyOf(parentMessages);
  }
}
