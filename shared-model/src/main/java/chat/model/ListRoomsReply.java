package chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rooms (contract 01 §2.6, 02 §9.2).
 *
 * @param rooms null when there are none
 */
public record ListRoomsReply(@Nullable List<Room> rooms) {
  /** Copies the lists. */
  public ListRoomsReply {
    rooms = Lists.copy(rooms);
  }
}
