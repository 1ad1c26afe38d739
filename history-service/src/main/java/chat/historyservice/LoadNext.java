package chat.historyservice;

import chat.historyservice.BucketWalk.Route;
import chat.historyservice.RoomTimesResolver.Resolution;
import chat.model.Bytes;
import chat.model.Json;
import chat.model.LoadNextRequest;
import chat.model.MalformedJsonException;
import chat.model.MessageBuckets;
import chat.model.MessagePage;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page of a room after a time, oldest first (09 §8). */
final class LoadNext implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LoadNext.class);
  private static final Reply NOTHING = Reply.success(new MessagePage(List.of(), "", false));

  private final RoomAccess access;
  private final RoomTimesResolver roomTimes;
  private final BucketWalk walk;
  private final MessageBuckets buckets;
  private final Duration floor;
  private final Clock clock;
  private final LongSupplier maxReply;

  /**
   * @param floor how far back the listing goes
   * @param maxReply bytes that a reply may have
   */
  LoadNext(
      RoomAccess access,
      RoomTimesResolver roomTimes,
      BucketWalk walk,
      MessageBuckets buckets,
      Duration floor,
      Clock clock,
      LongSupplier maxReply) {
    this.access = access;
    this.roomTimes = roomTimes;
    this.walk = walk;
    this.buckets = buckets;
    this.floor = floor;
    this.clock = clock;
    this.maxReply = maxReply;
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
          page(route(roomId, in, since, WalkBounds.of(times, floor, clock)), in.cursor(), since);
    };
  }

  private Route route(
      String roomId, LoadNextRequest in, @Nullable Instant since, WalkBounds bounds) {
    Instant from = from(in.after(), since); // 3
    long lowest = buckets.of(bounds.floor());
    return new Route(
        roomId,
        Order.OLDEST_FIRST,
        from == null ? lowest : Math.max(buckets.of(from), lowest),
        buckets.of(bounds.ceiling()),
        from,
        null,
        PageLimit.of(in.limit()), // 4
        Bytes.EMPTY);
  }

  /** Strictly after the client's time, but from the reader's own on. */
  private static @Nullable Instant from(@Nullable Long after, @Nullable Instant since) {
    if (after == null) {
      return since;
    }
    Instant next = Instant.ofEpochMilli(after == Long.MAX_VALUE ? after : after + 1);
    return since == null || next.isAfter(since) ? next : since;
  }

  private Reply page(Route route, String cursor, @Nullable Instant since)
      throws InterruptedException {
    return switch (Cursor.decode(cursor)) {
      case Cursor.Decoded.FirstPage() -> load(route, since);
      case Cursor.Decoded.At(Cursor at) -> {
        if (buckets.of(at.bucket()) != at.bucket()) {
          yield badCursor(cursor);
        }
        if (at.bucket() > route.end()) {
          yield NOTHING;
        }
        yield load(at.bucket() < route.start() ? route : route.resumedAt(at), since);
      }
      case Cursor.Decoded.Malformed() -> badCursor(cursor);
    };
  }

  private static Reply badCursor(String cursor) {
    LOG.atError().addKeyValue("cursor", cursor).log("invalid pagination cursor");
    return Refusals.BAD_CURSOR;
  }

  private Reply load(Route route, @Nullable Instant since) throws InterruptedException {
    try {
      Page page = walk.walk(route); // 5
      Reply reply = Reply.success(reply(page, since)); // 6
      long size = reply.bytes().length;
      int count = page.messages().size();
      if (size <= maxReply.getAsLong()) {
        return reply;
      }
      if (count <= 1) {
        throw new IllegalStateException("one message makes a reply of " + size + " bytes");
      }
      // fewer messages need a cursor of their own, which only a walk of that size gives
      return load(route.ofSize(Fitting.fewer(count, size, maxReply.getAsLong())), since);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("roomID", route.roomId()).log("loading next messages");
      return Refusals.NEXT_FAILED;
    }
  }

  private static MessagePage reply(Page page, @Nullable Instant since) {
    Cursor next = page.next();
    return new MessagePage(
        MessageView.of(page.messages(), since), next == null ? "" : next.encode(), next != null);
  }
}
