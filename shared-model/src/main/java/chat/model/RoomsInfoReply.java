package chat.model;

import java.util.List;

/** One entry per requested room, in the order of the request (contract 01 §2.6). */
public record RoomsInfoReply(List<RoomInfo> rooms) {
  /** Copies the lists. */
  public RoomsInfoReply {
    rooms = List.copyOf(rooms);
  }
}
