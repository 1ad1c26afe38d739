package chat.roomservice;

import chat.model.ListRoomsReply;
import chat.model.Lists;
import chat.model.Room;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.List;

/** List rooms (02 §9.2), of those alone that the requester is subscribed to (DESIGN §2). */
final class ListRooms implements RequestHandler {
  private final SubscriptionStore subscriptions;
  private final RoomStore rooms;

  ListRooms(SubscriptionStore subscriptions, RoomStore rooms) {
    this.subscriptions = subscriptions;
    this.rooms = rooms;
  }

  @Override
  public Reply handle(Request request) {
    List<String> roomIds = subscriptions.roomIdsOf(request.account());
    List<Room> found = roomIds.isEmpty() ? List.of() : rooms.findAll(roomIds);
    return Reply.success(new ListRoomsReply(Lists.orNull(found)));
  }
}
