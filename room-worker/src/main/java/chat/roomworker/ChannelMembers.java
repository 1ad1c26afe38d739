package chat.roomworker;

import chat.model.Ids;
import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.Room;
import chat.model.RoomMember;
import chat.model.Subscription;
import chat.model.User;
import chat.roomworker.JobGate.JobContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The first members of a channel (03 §6.2 step 8). */
final class ChannelMembers {
  /** Who is in the room afterwards. */
  sealed interface Result {
    /** In the same order, the owner first; the subscriptions are the stored ones. */
    record Subscribed(List<User> people, List<Subscription> subscriptions) implements Result {}

    record Failed(Refused refused) implements Result {}
  }

  private final UserStore users;
  private final SubscriptionStore subscriptions;
  private final MemberRowStore rows;
  private final NewSubscriptions fresh;
  private final Ids ids;

  ChannelMembers(
      UserStore users,
      SubscriptionStore subscriptions,
      MemberRowStore rows,
      NewSubscriptions fresh,
      Ids ids) {
    this.users = users;
    this.subscriptions = subscriptions;
    this.rows = rows;
    this.fresh = fresh;
    this.ids = ids;
  }

  Result subscribe(Room room, JobContext context) {
    List<String> accounts = // a
        users.newRoomMembers(
            context.job().resolvedOrgs(),
            context.job().resolvedUsers(),
            context.requester().account());
    Map<String, User> found = // b
        users.findAll(accounts).stream()
            .collect(Collectors.toMap(User::account, Function.identity(), (one, same) -> one));
    List<User> people = new ArrayList<>(List.of(context.requester()));
    for (String account : accounts) {
      User user = found.get(account);
      if (user == null) {
        return new Result.Failed(Refused.userNotFound(account));
      }
      people.add(user);
    }
    subscriptions.insertAbsent(subscriptionsOf(room, people, context.acceptedAt())); // c
    if (!context.job().resolvedOrgs().isEmpty()) { // d
      rows.insertAbsent(rowsOf(room, people, context));
    }
    return new Result.Subscribed(people, stored(room, people));
  }

  private List<Subscription> subscriptionsOf(Room room, List<User> people, Instant joinedAt) {
    List<Subscription> wanted = new ArrayList<>();
    wanted.add(fresh.owner(room, people.getFirst(), joinedAt));
    people.stream().skip(1).map(user -> fresh.member(room, user, joinedAt)).forEach(wanted::add);
    return wanted;
  }

  /** People who are in by name; whoever is in through an org alone has no row. Orgs come last. */
  private List<RoomMember> rowsOf(Room room, List<User> people, JobContext context) {
    List<RoomMember> wanted = new ArrayList<>();
    String requester = context.requester().account();
    for (User user : people) {
      if (user.account().equals(requester)
          || context.job().resolvedUsers().contains(user.account())) {
        wanted.add(
            row(room, user.id(), MemberType.INDIVIDUAL, user.account(), context.acceptedAt()));
      }
    }
    for (String org : context.job().resolvedOrgs()) {
      wanted.add(row(room, org, MemberType.ORG, "", context.acceptedAt()));
    }
    return wanted;
  }

  private RoomMember row(Room room, String id, String type, String account, Instant since) {
    var entry = new MemberEntry(id, type, account, "", "", false, "", 0);
    return new RoomMember(ids.newEntityId(), room.id(), since, entry);
  }

  /** As stored: on a redelivery their ids are not those of the fresh ones (oddity 14). */
  private List<Subscription> stored(Room room, List<User> people) {
    Map<String, Subscription> byAccount =
        subscriptions.ofRoom(room.id()).stream()
            .collect(Collectors.toMap(s -> s.u().account(), Function.identity()));
    List<Subscription> inOrder = new ArrayList<>();
    for (User user : people) {
      Subscription subscription = byAccount.get(user.account());
      if (subscription != null) { // removed again by a later job
        inOrder.add(subscription);
      }
    }
    return inOrder;
  }
}
