package chat.roomworker;

import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.Room;
import chat.model.RoomMember;
import chat.model.SampleRoom;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands in a site's collections: the state of the fakes, and what ITs insert. */
final class Documents {
  static final Instant JOINED = Instant.parse("2026-01-01T08:00:00Z");

  final List<User> users = new ArrayList<>();
  final List<Room> rooms = new ArrayList<>();
  final List<Subscription> subscriptions = new ArrayList<>();
  final List<RoomMember> rows = new ArrayList<>();

  User user(String account) {
    return user(SampleUser.of(account));
  }

  User user(SampleUser user) {
    User made = user.make();
    users.add(made);
    return made;
  }

  void channel(String roomId) {
    rooms.add(SampleRoom.of(roomId).make());
  }

  void member(String roomId, User user) {
    subscriptions.add(SampleSubscription.of(roomId, user).make());
  }

  void owner(String roomId, User user) {
    subscriptions.add(SampleSubscription.of(roomId, user).owner().make());
  }

  void row(String roomId, User user) {
    row(
        roomId,
        new MemberEntry(user.id(), MemberType.INDIVIDUAL, user.account(), "", "", false, "", 0));
  }

  void orgRow(String roomId, String orgId) {
    row(roomId, new MemberEntry(orgId, MemberType.ORG, "", "", "", false, "", 0));
  }

  private void row(String roomId, MemberEntry entry) {
    rows.add(new RoomMember("r-%03d-%s".formatted(rows.size(), roomId), roomId, JOINED, entry));
  }

  /** Accounts that are subscribed. */
  Set<String> members(String roomId) {
    return subscriptions.stream()
        .filter(s -> s.roomId().equals(roomId))
        .map(s -> s.u().account())
        .collect(Collectors.toSet());
  }

  Subscription subscription(String roomId, String account) {
    return subscriptions.stream()
        .filter(s -> s.roomId().equals(roomId) && s.u().account().equals(account))
        .findFirst()
        .orElseThrow();
  }

  Room room(String roomId) {
    return rooms.stream().filter(room -> room.id().equals(roomId)).findFirst().orElseThrow();
  }

  /** Rows as {@code individual:account} and {@code org:id}. */
  Set<String> rowsOf(String roomId) {
    return rows.stream()
        .filter(row -> row.rid().equals(roomId))
        .map(RoomMember::member)
        .map(m -> m.type() + ":" + (m.type().equals(MemberType.ORG) ? m.id() : m.account()))
        .collect(Collectors.toSet());
  }
}
