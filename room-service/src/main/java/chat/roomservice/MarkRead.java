package chat.roomservice;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.OutboxEvent;
import chat.model.OutboxType;
import chat.model.Room;
import chat.model.StatusReply;
import chat.model.Subjects;
import chat.model.Subscription;
import chat.model.SubscriptionRead;
import chat.model.Timestamps;
import chat.model.User;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import chat.runtime.StreamPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Message read (02 §9.8): the member's own mark, their home site's copy, the room's read floor. */
final class MarkRead implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(MarkRead.class);

  private final SubscriptionStore subscriptions;
  private final RoomStore rooms;
  private final UserStore users;
  private final StreamPublisher outbox;
  private final Clock clock;
  private final String siteId;

  MarkRead(
      SubscriptionStore subscriptions,
      RoomStore rooms,
      UserStore users,
      StreamPublisher outbox,
      Clock clock,
      String siteId) {
    this.subscriptions = subscriptions;
    this.rooms = rooms;
    this.users = users;
    this.outbox = outbox;
    this.clock = clock;
    this.siteId = siteId;
  }

  @Override
  public Reply handle(Request request) {
    String roomId = request.roomId();
    Optional<Subscription> member = subscriptions.find(roomId, request.account()); // 1
    if (member.isEmpty()) {
      return Refusals.NOT_A_MEMBER;
    }
    boolean alert = member.get().alert() && !member.get().threadUnread().isEmpty(); // 2
    Instant now = Timestamps.toMillis(clock.instant());
    if (!subscriptions.markRead(roomId, request.account(), now, alert)) { // 3
      return Refusals.masked("subscription not found");
    }
    String home = users.find(request.account()).map(User::siteId).orElse(""); // 4
    Optional<Room> room = rooms.find(roomId);
    if (room.isEmpty()) {
      return Refusals.masked("read of a room that does not exist");
    }
    tellHome(request, home, now, alert); // 5
    if (movesFloor(room.get(), member.get())) { // 6
      rooms.setReadFloor(roomId, subscriptions.oldestSeen(roomId).orElse(null)); // 7, 8
    }
    return Reply.success(StatusReply.ACCEPTED); // 9
  }

  private void tellHome(Request request, String home, Instant now, boolean alert) {
    if (home.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("account", request.account())
          .log("user not found locally; skipping cross-site outbox");
      return;
    }
    if (home.equals(siteId)) {
      return;
    }
    long at = now.toEpochMilli();
    var read = new SubscriptionRead(request.account(), request.roomId(), at, alert, at);
    var event =
        new OutboxEvent(OutboxType.SUBSCRIPTION_READ, siteId, home, Bytes.of(Json.write(read)), at);
    outbox.publish(
        Subjects.outbox(siteId, home, OutboxType.SUBSCRIPTION_READ),
        request.requestId(),
        null,
        Json.write(event));
  }

  /** Not when there is nothing to read, nor when the member was beyond the last message before. */
  private static boolean movesFloor(Room room, Subscription before) {
    Instant last = room.lastMsgAt();
    Instant seen = before.lastSeenAt();
    return last != null && (seen == null || !seen.isAfter(last));
  }
}
