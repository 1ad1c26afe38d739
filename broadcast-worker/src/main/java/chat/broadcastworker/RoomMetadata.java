package chat.broadcastworker;

import chat.stores.RoomMeta;
import java.util.Optional;

/** What is remembered of rooms; may be stale by the lifetime of the cache (05 §10). */
@FunctionalInterface
interface RoomMetadata {
  Optional<RoomMeta> of(String roomId) throws InterruptedException;
}
