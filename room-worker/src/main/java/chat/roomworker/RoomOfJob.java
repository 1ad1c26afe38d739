package chat.roomworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/** The room that a job is about, so that jobs of one room run one after the other. */
final class RoomOfJob {
  /** What every job's body has. */
  private record Body(String roomId) {}

  private RoomOfJob() {}

  /** Null when the body tells no room: such a job holds up nobody. */
  static @Nullable String of(byte[] body) {
    try {
      String roomId = Json.read(body, Body.class).roomId();
      return roomId.isEmpty() ? null : roomId;
    } catch (MalformedJsonException e) {
      return null;
    }
  }
}
