package chat.inboxworker;

import chat.model.Ids;
import chat.model.MemberAdded;
import chat.model.RoomType;
import chat.model.User;
import chat.stores.UserDirectory;
import java.util.Optional;
import java.util.stream.Stream;

/** What a member's copy of a subscription is called (04 §4.1, 00 row 4). */
final class CopyNames {
  private final UserDirectory users;

  CopyNames(UserDirectory users) {
    this.users = users;
  }

  String nameFor(User member, String roomType, MemberAdded event) {
    return switch (roomType) {
      case RoomType.CHANNEL, RoomType.DISCUSSION -> event.roomName();
      case RoomType.DM, RoomType.BOT_DM -> counterpart(member, event);
      default -> "";
    };
  }

  /**
   * A DM is named after the other participant. The event names only who asked for the room; when
   * that is the member, the room's id tells the other: it is made of the ids of both.
   */
  private String counterpart(User member, MemberAdded event) {
    if (!event.requesterAccount().equals(member.account())) {
      return event.requesterAccount();
    }
    return otherIds(event.roomId(), member.id())
        .map(users::byId)
        .flatMap(Optional::stream)
        .map(User::account)
        .findFirst()
        .orElse(event.requesterAccount());
  }

  /** What remains of the room's id without the member's: the ids carry no separator. */
  private static Stream<String> otherIds(String roomId, String ownId) {
    if (ownId.isEmpty() || ownId.length() >= roomId.length()) {
      return Stream.empty();
    }
    int rest = roomId.length() - ownId.length();
    return Stream.of(roomId.substring(ownId.length()), roomId.substring(0, rest))
        .distinct()
        .filter(other -> Ids.dmRoomId(ownId, other).equals(roomId));
  }
}
