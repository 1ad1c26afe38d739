package chat.roomservice;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Room;
import chat.model.RoomInfo;
import chat.model.RoomsInfoReply;
import chat.model.RoomsInfoRequest;
import chat.model.Timestamps;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import chat.runtime.ServiceThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rooms info batch (02 §9.4): rooms with their current keys, for back-ends. */
final class DescribeRooms implements RequestHandler {
  private static final int KEYS_AT_ONCE = 500;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final RoomStore rooms;
  private final RoomKeyStore keys;
  private final ServiceThreads threads;
  private final Deadlines deadline;
  private final int maxBatchSize;

  DescribeRooms(RoomStore rooms, RoomKeyStore keys, ServiceThreads threads, int maxBatchSize) {
    this.rooms = rooms;
    this.keys = keys;
    this.threads = threads;
    this.deadline = new Deadlines(threads, LIMIT);
    this.maxBatchSize = maxBatchSize;
  }

  @Override
  public Reply handle(Request request) throws Exception {
    List<String> roomIds;
    try {
      roomIds = Json.read(request.body(), RoomsInfoRequest.class).roomIds(); // 1
    } catch (MalformedJsonException e) {
      return Refusals.malformed(e);
    }
    if (roomIds.isEmpty() || roomIds.size() > maxBatchSize) { // 2
      return Refusals.masked(
          "batch of " + roomIds.size() + " rooms, allowed are 1 to " + maxBatchSize);
    }
    return deadline.within( // 3
        () -> describe(roomIds), () -> Refusals.masked("rooms info batch took too long"));
  }

  private Reply describe(List<String> roomIds) throws Exception {
    var reading = new FutureTask<>(() -> readKeys(roomIds));
    Thread reader = threads.start("keys", reading);
    try {
      Map<String, Room> found =
          rooms.findAll(roomIds).stream().collect(Collectors.toMap(Room::id, Function.identity()));
      Map<String, VersionedRoomKey> current = reading.get();
      return Reply.success( // 4
          new RoomsInfoReply(
              roomIds.stream().map(id -> info(id, found.get(id), current.get(id))).toList()));
    } finally {
      reader.interrupt(); // a failure of one ends the other
    }
  }

  private Map<String, VersionedRoomKey> readKeys(List<String> roomIds) {
    Map<String, VersionedRoomKey> all = new HashMap<>();
    for (int from = 0; from < roomIds.size(); from += KEYS_AT_ONCE) {
      all.putAll(
          keys.getMany(roomIds.subList(from, Math.min(from + KEYS_AT_ONCE, roomIds.size()))));
    }
    return all;
  }

  /** An unknown room shows no key, even when there is one. */
  private static RoomInfo info(String id, @Nullable Room room, @Nullable VersionedRoomKey key) {
    if (room == null) {
      return new RoomInfo(id, false, "", "", null, null, Bytes.EMPTY, null, "");
    }
    return new RoomInfo(
        id,
        true,
        room.siteId(),
        room.name(),
        millis(room.lastMsgAt()),
        millis(room.lastMentionAllAt()),
        key == null ? Bytes.EMPTY : Bytes.of(key.pair().privateKey().bytes()),
        key == null ? null : key.version(),
        "");
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null || Timestamps.isUnset(time) ? null : time.toEpochMilli();
  }
}
