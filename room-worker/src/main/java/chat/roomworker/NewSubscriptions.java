package chat.roomworker;

import chat.model.Ids;
import chat.model.Role;
import chat.model.Room;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.SubscriptionUser;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subscriptions as they are stored first (03 §2.3). */
final class NewSubscriptions {
  private final Ids ids;

  NewSubscriptions(Ids ids) {
    this.ids = ids;
  }

  Subscription owner(Room room, Person person, Instant joinedAt) {
    return channel(room, person, Role.OWNER, joinedAt, null);
  }

  /**
   * @param historySharedSince null = everything
   */
  Subscription member(
      Room room, Person person, Instant joinedAt, @Nullable Instant historySharedSince) {
    return channel(room, person, Role.MEMBER, joinedAt, historySharedSince);
  }

  private Subscription channel(
      Room room,
      Person person,
      String role,
      Instant joinedAt,
      @Nullable Instant historySharedSince) {
    return subscription(
        room, person, List.of(role), room.name(), false, joinedAt, historySharedSince);
  }

  /** Both sides of a DM, the requester's first; each is named after the other. */
  List<Subscription> pair(Room room, Person requester, Person counterpart, Instant joinedAt) {
    boolean withBot = room.type().equals(RoomType.BOT_DM);
    return List.of(
        subscription(room, requester, null, counterpart.account(), withBot, joinedAt, null),
        subscription(room, counterpart, null, requester.account(), false, joinedAt, null));
  }

  private Subscription subscription(
      Room room,
      Person person,
      @Nullable List<String> roles,
      String name,
      boolean isSubscribed,
      Instant joinedAt,
      @Nullable Instant historySharedSince) {
    return new Subscription(
        ids.newEntityId(),
        new SubscriptionUser(person.id(), person.account()),
        room.id(),
        room.siteId(),
        roles,
        name,
        room.type(),
        isSubscribed,
        historySharedSince,
        joinedAt,
        null,
        false,
        List.of(),
        false,
        false);
  }
}
