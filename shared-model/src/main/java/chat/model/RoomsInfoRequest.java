package chat.model;

import java.util.List;

/** Asks, for another back-end, what is known about rooms (contract 01 §2.6, 02 §9.4). */
public record RoomsInfoRequest(List<String> roomIds) {
  /** Copies the lists. */
  public RoomsInfoRequest {
    roomIds = List.copyOf(roomIds);
  }
}
