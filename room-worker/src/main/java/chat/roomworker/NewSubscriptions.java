package chat.roomworker;

import chat.model.Ids;
import chat.model.Role;
import chat.model.Room;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.SubscriptionUser;
import chat.model.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subscriptions as they are stored first (03 §2.3). */
final class NewSubscriptions {
  private final Ids ids;

  NewSubscriptions(Ids ids) {
    this.ids = ids;
  }

  Subscription owner(Room room, User user, Instant joinedAt) {
    return subscription(room, user, List.of(Role.OWNER), room.name(), false, joinedAt);
  }

  Subscription member(Room room, User user, Instant joinedAt) {
    return subscription(room, user, List.of(Role.MEMBER), room.name(), false, joinedAt);
  }

  /** Both sides of a DM, the requester's first; each is named after the other. */
  List<Subscription> pair(Room room, User requester, User counterpart, Instant joinedAt) {
    boolean withBot = room.type().equals(RoomType.BOT_DM);
    return List.of(
        subscription(room, requester, null, counterpart.account(), withBot, joinedAt),
        subscription(room, counterpart, null, requester.account(), false, joinedAt));
  }

  private Subscription subscription(
      Room room,
      User user,
      @Nullable List<String> roles,
      String name,
      boolean isSubscribed,
      Instant joinedAt) {
    return new Subscription(
        ids.newEntityId(),
        new SubscriptionUser(user.id(), user.account()),
        room.id(),
        room.siteId(),
        roles,
        name,
        room.type(),
        isSubscribed,
        null,
        joinedAt,
        null,
        false,
        List.of(),
        false,
        false);
  }
}
