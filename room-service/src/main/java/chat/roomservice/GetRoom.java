package chat.roomservice;

import chat.model.Room;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Get room (02 §9.3), for those who are subscribed to it (00 row 11). */
final class GetRoom implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(GetRoom.class);

  private final SubscriptionStore subscriptions;
  private final RoomStore rooms;

  GetRoom(SubscriptionStore subscriptions, RoomStore rooms) {
    this.subscriptions = subscriptions;
    this.rooms = rooms;
  }

  @Override
  public Reply handle(Request request) {
    String roomId = request.roomId();
    try {
      Optional<Room> room =
          subscriptions.find(roomId, request.account()).flatMap(subscription -> rooms.find(roomId));
      return room.<Reply>map(Reply::success).orElseGet(() -> Refusals.roomNotFound(roomId));
    } catch (
        RuntimeException e) { // the only operation whose store failures have a text of their own
      LOG.atError().setCause(e).addKeyValue("roomId", roomId).log("get room failed");
      return Refusals.roomUnreadable(roomId);
    }
  }
}
