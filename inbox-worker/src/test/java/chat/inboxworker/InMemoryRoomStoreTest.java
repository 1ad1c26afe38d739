package chat.inboxworker;

import chat.model.Room;
import java.util.Optional;

class InMemoryRoomStoreTest extends RoomStoreContract {
  private final InMemoryRoomStore store = new InMemoryRoomStore();

  @Override
  RoomStore emptyStore() {
    return store;
  }

  @Override
  Optional<Room> stored(String roomId) {
    return store.find(roomId);
  }
}
