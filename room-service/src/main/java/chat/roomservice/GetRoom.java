package chat.roomservice;

import chat.model.Room;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.Optional;

/** Get room (02 §9.3), for those who are subscribed to it (00 row 11). */
final class GetRoom implements RequestHandler {
  private final SubscriptionStore subscriptions;
  private final RoomStore rooms;

  GetRoom(SubscriptionStore subscriptions, RoomStore rooms) {
    this.subscriptions = subscriptions;
    this.rooms = rooms;
  }

  @Override
  public Reply handle(Request request) {
    String roomId = request.roomId();
    Optional<Room> room =
        subscriptions.find(roomId, request.account()).flatMap(subscription -> rooms.find(roomId));
    return room.<Reply>map(Reply::success).orElseGet(() -> Refusals.roomNotFound(roomId));
  }
}
