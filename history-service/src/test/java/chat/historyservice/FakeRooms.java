package chat.historyservice;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rooms in maps; {@link RoomStoreContract} holds it true. */
final class FakeRooms implements RoomStore {
  final Map<String, RoomTimes> times = new HashMap<>();
  final Map<String, Instant> floors = new HashMap<>();
  int timesRead;
  int floorsRead;
  RuntimeException timesFailure;
  RuntimeException floorFailure;

  @Override
  public Optional<RoomTimes> times(String roomId) {
    timesRead++;
    if (timesFailure != null) {
      throw timesFailure;
    }
    return Optional.ofNullable(times.get(roomId));
  }

  @Override
  public Optional<Instant> readFloor(String roomId) {
    floorsRead++;
    if (floorFailure != null) {
      throw floorFailure;
    }
    return Optional.ofNullable(floors.get(roomId));
  }
}
