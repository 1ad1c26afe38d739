package chat.inboxworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.OutboxEvent;
import org.jspecify.annotations.Nullable;

/** The room that an event is about, so that events of one room are handled in stream order. */
final class RoomOfEvent {
  /** Where the types of events keep the room's id. */
  private record Inner(String roomId, String id, Nested subscription) {}

  private record Nested(String roomId) {}

  private RoomOfEvent() {}

  /** Null when the body tells no room: such an event waits for nobody. */
  static @Nullable String of(byte[] body) {
    try {
      byte[] payload = Json.read(body, OutboxEvent.class).payload().toArray();
      Inner inner = Json.read(payload, Inner.class);
      String room =
          !inner.roomId.isEmpty()
              ? inner.roomId
              : !inner.subscription.roomId.isEmpty() ? inner.subscription.roomId : inner.id;
      return room.isEmpty() ? null : room;
    } catch (MalformedJsonException _) {
      return null;
    }
  }
}
