package chat.historyservice;

import chat.historyservice.RoomTimesResolver.Resolution;
import chat.model.Json;
import chat.model.LoadHistoryReply;
import chat.model.LoadHistoryRequest;
import chat.model.MalformedJsonException;
import chat.model.StoredMessage;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest page of a room before a time (09 §7). */
final class LoadHistory implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LoadHistory.class);

  private final RoomAccess access;
  private final RoomTimesResolver roomTimes;
  private final NewestMessages newest;
  private final RoomStore rooms;
  private final Surroundings around;

  LoadHistory(
      RoomAccess access,
      RoomTimesResolver roomTimes,
      NewestMessages newest,
      RoomStore rooms,
      Surroundings around) {
    this.access = access;
    this.roomTimes = roomTimes;
    this.newest = newest;
    this.rooms = rooms;
    this.around = around;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    LoadHistoryRequest in;
    try {
      in = Json.read(request.body(), LoadHistoryRequest.class);
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED;
    }
    return switch (access.of(request)) { // 1
      case Access.Denied(var refusal) -> refusal;
      case Access.Granted(var since) -> inBounds(request.roomId(), in, since);
    };
  }

  private Reply inBounds(String roomId, LoadHistoryRequest in, @Nullable Instant since)
      throws InterruptedException {
    return switch (roomTimes.resolve(roomId, in.meta())) { // 2
      case Resolution.Refused(var refusal) -> refusal;
      case Resolution.Known(RoomTimes times) -> {
        Long millis = in.before();
        var wanted =
            new NewestMessages.Wanted(
                roomId,
                millis == null ? null : Instant.ofEpochMilli(millis), // 3
                since,
                WalkBounds.of(times, around.floor(), around.clock()),
                PageLimit.of(in.limit())); // 4
        yield load(wanted);
      }
    };
  }

  private Reply load(NewestMessages.Wanted wanted) throws InterruptedException {
    var readFloor = new FutureTask<>(() -> rooms.readFloor(wanted.roomId())); // 5b
    around.threads().execute(readFloor);
    try {
      List<StoredMessage> found = newest.load(wanted); // 5a
      Long floorMillis = millis(readFloor, wanted.roomId());
      return fitting(MessageView.of(found, wanted.since()), floorMillis); // 7
    } catch (RuntimeException e) { // 6
      LOG.atError().setCause(e).addKeyValue("roomID", wanted.roomId()).log("loading history");
      return Refusals.HISTORY_FAILED;
    } finally {
      readFloor.cancel(true);
    }
  }

  private static @Nullable Long millis(FutureTask<Optional<Instant>> readFloor, String roomId)
      throws InterruptedException {
    try {
      return readFloor.get().map(Instant::toEpochMilli).orElse(null);
    } catch (ExecutionException e) {
      LOG.atWarn()
          .setCause(e.getCause())
          .addKeyValue("roomID", roomId)
          .log("loading minUserLastSeenAt");
      return null;
    }
  }

  /** The newest ones that one reply can hold: the client goes on from the last that it got. */
  private Reply fitting(List<StoredMessage> messages, @Nullable Long readFloor) {
    Reply reply = Reply.success(new LoadHistoryReply(messages, readFloor));
    long size = reply.bytes().length;
    if (size <= around.maxReply().getAsLong()) {
      return reply;
    }
    if (messages.size() <= 1) {
      throw new IllegalStateException("one message makes a reply of " + size + " bytes");
    }
    int keep = Fitting.fewer(messages.size(), size, around.maxReply().getAsLong());
    return fitting(messages.subList(0, untorn(messages, keep)), readFloor);
  }

  /**
   * The client asks for what is older than its last message: messages of one time stay together, as
   * long as they are not all there is.
   */
  private static int untorn(List<StoredMessage> messages, int keep) {
    Instant cut = messages.get(keep).createdAt();
    int whole = keep;
    while (whole > 0 && messages.get(whole - 1).createdAt().equals(cut)) {
      whole--;
    }
    return whole > 0 ? whole : keep;
  }
}
