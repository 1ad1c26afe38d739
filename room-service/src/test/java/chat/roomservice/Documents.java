package chat.roomservice;

import chat.model.App;
import chat.model.Assistant;
import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.Room;
import chat.model.RoomMember;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands in a site's collections: the state of the fakes, and what ITs insert. */
final class Documents {
  static final Instant JOINED = Instant.parse("2026-01-01T08:00:00Z");

  final List<User> users = new ArrayList<>();
  final List<Room> rooms = new ArrayList<>();
  final List<Subscription> subscriptions = new ArrayList<>();
  final List<RoomMember> rows = new ArrayList<>();
  final List<App> apps = new ArrayList<>();
  final Map<String, MessageStore.SentMessage> messages = new HashMap<>();

  User user(String account) {
    return user(SampleUser.of(account));
  }

  User user(SampleUser user) {
    return user(user.make());
  }

  User user(User user) {
    users.add(user);
    return user;
  }

  void room(Room room) {
    rooms.add(room);
  }

  Subscription member(String roomId, User user) {
    return subscription(SampleSubscription.of(roomId, user));
  }

  Subscription subscription(SampleSubscription subscription) {
    Subscription made = subscription.make();
    subscriptions.add(made);
    return made;
  }

  void row(String roomId, User user, int secondsLater) {
    row(
        roomId,
        new MemberEntry(user.id(), MemberType.INDIVIDUAL, user.account(), "", "", false, "", 0),
        secondsLater);
  }

  void orgRow(String roomId, String orgId, int secondsLater) {
    row(roomId, new MemberEntry(orgId, MemberType.ORG, "", "", "", false, "", 0), secondsLater);
  }

  void row(String roomId, MemberEntry entry, int secondsLater) {
    String id = "r-%03d-%s".formatted(rows.size(), roomId);
    rows.add(new RoomMember(id, roomId, JOINED.plusSeconds(secondsLater), entry));
  }

  void app(String botAccount, boolean enabled) {
    apps.add(
        new App("app-" + botAccount, "App", "", new Assistant(enabled, botAccount, ""), List.of()));
  }
}
