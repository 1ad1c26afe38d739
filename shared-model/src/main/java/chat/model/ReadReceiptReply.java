package chat.model;

import java.util.List;

/** Who has read a message (contract 01 §2.6). */
public record ReadReceiptReply(List<Reader> readers) {
  /** Copies the lists. */
  public ReadReceiptReply {
    readers = List.copyOf(readers);
  }
}
