package chat.historyservice;

import chat.historyservice.RoomTimesResolver.Resolution;
import chat.model.Json;
import chat.model.LoadNextRequest;
import chat.model.MalformedJsonException;
import chat.model.MessageBuckets;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page of a room after a time, oldest first (09 §8). */
final class LoadNext implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LoadNext.class);

  private final RoomAccess access;
  private final RoomTimesResolver roomTimes;
  private final CursorPages pages;
  private final MessageBuckets buckets;
  private final Surroundings around;

  LoadNext(
      RoomAccess access,
      RoomTimesResolver roomTimes,
      CursorPages pages,
      MessageBuckets buckets,
      Surroundings around) {
    this.access = access;
    this.roomTimes = roomTimes;
    this.pages = pages;
    this.buckets = buckets;
    this.around = around;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    LoadNextRequest in;
    try {
      in = Json.read(request.body(), LoadNextRequest.class);
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED;
    }
    return switch (access.of(request)) { // 1
      case Access.Denied(var refusal) -> refusal;
      case Access.Granted(var since) -> inBounds(request.roomId(), in, since);
    };
  }

  private Reply inBounds(String roomId, LoadNextRequest in, @Nullable Instant since)
      throws InterruptedException {
    return switch (roomTimes.resolve(roomId, in.meta())) { // 2
      case Resolution.Refused(var refusal) -> refusal;
      case Resolution.Known(RoomTimes times) ->
          load(
              route(roomId, in, since, WalkBounds.of(times, around.floor(), around.clock())),
              in.cursor(),
              since);
    };
  }

  private Route route(
      String roomId, LoadNextRequest in, @Nullable Instant since, WalkBounds bounds) {
    Instant from = from(in.after(), since); // 3
    long lowest = buckets.of(bounds.floor());
    return Route.oldestFirst(
            Listing.ofRoom(roomId),
            from == null ? lowest : Math.max(buckets.of(from), lowest),
            buckets.of(bounds.ceiling()))
        .from(from == null ? null : Position.at(from))
        .ofSize(PageLimit.of(in.limit())); // 4
  }

  /** Strictly after the client's time, but from the reader's own on. */
  private static @Nullable Instant from(@Nullable Long after, @Nullable Instant since) {
    if (after == null) {
      return since;
    }
    Instant next = Instant.ofEpochMilli(after == Long.MAX_VALUE ? after : after + 1);
    return since == null || next.isAfter(since) ? next : since;
  }

  private Reply load(Route route, String cursor, @Nullable Instant since)
      throws InterruptedException {
    try {
      return pages.load(route, cursor, found -> MessageView.of(found, since)); // 5, 6
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("roomID", route.listing().roomId())
          .log("loading next messages");
      return Refusals.NEXT_FAILED;
    }
  }
}
