package chat.client;

import chat.client.RoomUpdate.Reason;
import chat.model.RoomEvent;
import java.util.function.Consumer;

/**
 * Something that waits for its key.
 *
 * @param passOn takes it once, opened or locked, on any thread
 */
record Waiting(RoomEvent event, Consumer<RoomUpdate> passOn) {
  Runnable passing(RoomUpdate update) {
    return () -> passOn.accept(update);
  }

  Runnable locked(Reason reason) {
    return passing(new RoomUpdate.Locked(event, reason));
  }
}
