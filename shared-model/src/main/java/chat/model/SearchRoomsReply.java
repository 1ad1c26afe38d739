package chat.model;

import java.util.List;

/** Rooms that were found (contract 01 §2.6). */
public record SearchRoomsReply(List<RoomHit> rooms) {
  /** Copies the lists. */
  public SearchRoomsReply {
    rooms = List.copyOf(rooms);
  }
}
