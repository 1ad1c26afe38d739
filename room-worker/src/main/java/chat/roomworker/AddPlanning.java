package chat.roomworker;

import chat.model.AddMembersRequest;
import chat.model.DisplayNames;
import chat.model.Lists;
import chat.model.Room;
import chat.model.Subscription;
import chat.model.User;
import chat.runtime.Delivery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Works out who joins and who gets a row (03 §7.2 steps 3 to 9, and the reads of 11). */
final class AddPlanning {
  /** What came of it. */
  sealed interface Result {
    record Planned(AddPlan plan) implements Result {}

    /** Everybody is in already. */
    record NothingToDo() implements Result {}

    record Impossible(Refused refused) implements Result {}
  }

  private final JobJournal journal;
  private final UserStore users;
  private final SubscriptionStore subscriptions;
  private final MemberRowStore rows;
  private final JobTimes times;

  AddPlanning(
      JobJournal journal,
      UserStore users,
      SubscriptionStore subscriptions,
      MemberRowStore rows,
      JobTimes times) {
    this.journal = journal;
    this.users = users;
    this.subscriptions = subscriptions;
    this.rows = rows;
    this.times = times;
  }

  Result plan(AddMembersRequest job, Room room, Delivery delivery) {
    Optional<AddPlan> earlier = journal.find(delivery, AddPlan.class);
    return earlier.isPresent() ? new Result.Planned(earlier.get()) : anew(job, room, delivery);
  }

  private Result anew(AddMembersRequest job, Room room, Delivery delivery) {
    List<String> named = Lists.orEmpty(job.users());
    List<String> orgs = Lists.orEmpty(job.orgs());
    List<User> candidates = users.candidates(orgs, named, ""); // 3
    boolean hadOrgs = !rows.orgIds(room.id()).isEmpty(); // 4
    List<User> joining = withoutSubscription(room.id(), candidates); // 6
    List<User> newRows = // 5, 6
        orgs.isEmpty() && !hadOrgs ? List.of() : withoutRow(room.id(), named, candidates);
    if (joining.isEmpty() && newRows.isEmpty() && orgs.isEmpty()) { // 7
      return new Result.NothingToDo();
    }
    Optional<User> requester = users.find(job.requesterAccount()); // 9
    if (requester.isEmpty()) {
      return new Result.Impossible(Refused.requesterNotFound(job.requesterAccount(), room.id()));
    }
    List<User> allRows = new ArrayList<>(newRows);
    if (!orgs.isEmpty() && !hadOrgs) { // 11
      Set<String> handled = new HashSet<>(accounts(joining));
      handled.addAll(accounts(newRows));
      List<String> missing = subscribersExcept(room.id(), handled);
      List<User> found = users.findAll(missing);
      missing.removeAll(accounts(found));
      if (!missing.isEmpty()) {
        return new Result.Impossible(Refused.backfillNotFound(missing.getFirst(), room.id()));
      }
      allRows.addAll(found);
    }
    return new Result.Planned(
        journal.keep(
            delivery,
            new AddPlan(
                people(joining),
                people(allRows),
                Person.of(requester.get()),
                text(requester.get(), joining, orgs),
                times.accepted(job.timestamp()),
                times.now().toEpochMilli())));
  }

  private List<User> withoutSubscription(String roomId, List<User> candidates) {
    Set<String> subscribed =
        subscriptions.find(roomId, accounts(candidates)).stream()
            .map(subscription -> subscription.u().account())
            .collect(Collectors.toSet());
    return candidates.stream().filter(user -> !subscribed.contains(user.account())).toList();
  }

  private List<User> withoutRow(String roomId, List<String> named, List<User> candidates) {
    List<User> wanted = candidates.stream().filter(u -> named.contains(u.account())).toList();
    Set<String> there = rows.individualIds(roomId, wanted.stream().map(User::id).toList());
    return wanted.stream().filter(user -> !there.contains(user.id())).toList();
  }

  private List<String> subscribersExcept(String roomId, Set<String> handled) {
    return subscriptions.ofRoom(roomId).stream()
        .map(Subscription::u)
        .map(user -> user.account())
        .filter(account -> !handled.contains(account))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** 03 §3.8: somebody is named only where one person was added as such. */
  private static String text(User requester, List<User> joining, List<String> orgs) {
    String who = DisplayNames.of(requester);
    return joining.size() == 1 && orgs.isEmpty()
        ? "\"%s\" added \"%s\" to the channel".formatted(who, DisplayNames.of(joining.getFirst()))
        : "\"%s\" added members to the channel".formatted(who);
  }

  private static List<String> accounts(List<User> users) {
    return users.stream().map(User::account).toList();
  }

  private static List<Person> people(List<User> users) {
    return users.stream().map(Person::of).toList();
  }
}
