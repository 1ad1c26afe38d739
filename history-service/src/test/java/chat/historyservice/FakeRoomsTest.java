package chat.historyservice;

import java.time.Instant;

class FakeRoomsTest extends RoomStoreContract {
  private final FakeRooms rooms = new FakeRooms();

  @Override
  RoomStore store() {
    return rooms;
  }

  @Override
  void insert(String roomId, Instant createdAt, Instant lastMsgAt, Instant readFloor) {
    rooms.times.put(roomId, new RoomTimes(lastMsgAt, createdAt));
    if (readFloor != null) {
      rooms.floors.put(roomId, readFloor);
    }
  }
}
