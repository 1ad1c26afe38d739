package chat.broadcastworker;

import chat.model.Room;

class InMemoryRoomStoreTest extends RoomStoreContract {
  @Override
  RoomStore storeOf(Room room) {
    var store = new InMemoryRoomStore();
    store.put(room);
    return store;
  }
}
