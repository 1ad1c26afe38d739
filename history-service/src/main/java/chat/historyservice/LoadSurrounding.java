package chat.historyservice;

import chat.historyservice.RoomTimesResolver.Resolution;
import chat.model.Json;
import chat.model.LoadSurroundingRequest;
import chat.model.MalformedJsonException;
import chat.model.StoredMessage;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message and its neighbours in the room, oldest first (09 §9). */
final class LoadSurrounding implements RequestHandler {
  private final RoomAccess access;
  private final MessageLookup lookup;
  private final RoomTimesResolver roomTimes;
  private final Neighbours neighbours;
  private final Surroundings around;

  LoadSurrounding(
      RoomAccess access,
      MessageLookup lookup,
      RoomTimesResolver roomTimes,
      Neighbours neighbours,
      Surroundings around) {
    this.access = access;
    this.lookup = lookup;
    this.roomTimes = roomTimes;
    this.neighbours = neighbours;
    this.around = around;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    LoadSurroundingRequest in;
    try {
      in = Json.read(request.body(), LoadSurroundingRequest.class);
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED;
    }
    return switch (access.of(request)) { // 1
      case Access.Denied(var refusal) -> refusal;
      case Access.Granted(var since) -> around(request.roomId(), in, since);
    };
  }

  private Reply around(String roomId, LoadSurroundingRequest in, @Nullable Instant since)
      throws InterruptedException {
    return switch (lookup.find(roomId, in.messageId())) { // 2
      case MessageLookup.Result.Refused(var refusal) -> refusal;
      case MessageLookup.Result.Found(var central) ->
          since != null && central.createdAt().isBefore(since) // 3
              ? Refusals.OUTSIDE_WINDOW
              : inBounds(central, in, since);
    };
  }

  private Reply inBounds(StoredMessage central, LoadSurroundingRequest in, @Nullable Instant since)
      throws InterruptedException {
    return switch (roomTimes.resolve(central.roomId(), in.meta())) { // 4
      case Resolution.Refused(var refusal) -> refusal;
      case Resolution.Known(RoomTimes times) ->
          neighbours.of( // 5-9
              new Neighbours.Wanted(
                  central,
                  since,
                  WalkBounds.of(times, around.floor(), around.clock()),
                  PageLimit.around(in.limit())));
    };
  }
}
