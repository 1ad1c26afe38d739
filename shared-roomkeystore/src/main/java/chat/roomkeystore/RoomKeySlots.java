package chat.roomkeystore;

import java.util.List;

/** The names of a room's keys in Valkey; see the package. */
record RoomKeySlots(String roomId) {

  static RoomKeySlots slots(String roomId) {
    return new RoomKeySlots(roomId);
  }

  String current() {
    return "room:{" + roomId + "}:key";
  }

  String previous() {
    return current() + ":prev";
  }

  /** The list of kept versions. */
  String kept() {
    return current() + ":v";
  }

  String kept(long version) {
    return kept() + ":" + version;
  }

  String next() {
    return current() + ":next";
  }

  /** What a rotation touches, in the order of the scripts. */
  List<String> rotated() {
    return List.of(current(), previous(), kept());
  }

  /** What the announcement of a rotation touches, in the order of the script. */
  List<String> announced() {
    return List.of(current(), next());
  }

  /** Everything except the kept versions that {@link #kept()} names. */
  List<String> all() {
    return List.of(current(), previous(), kept(), next());
  }
}
