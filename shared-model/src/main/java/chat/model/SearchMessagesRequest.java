package chat.model;

import java.util.List;

/** Searches messages (contract 01 §2.6, 11 §3.1). */
public record SearchMessagesRequest(
    String query, @OmitEmpty List<String> roomIds, @OmitEmpty long size, @OmitEmpty long offset) {
  /** Copies the lists. */
  public SearchMessagesRequest {
    roomIds = List.copyOf(roomIds);
  }

  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "SearchMessagesRequest[size=" + size + ", offset=" + offset + "]";
  }
}
