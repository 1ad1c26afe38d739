package chat.roomworker;

import chat.model.DisplayNames;
import chat.model.RemoveMemberRequest;
import chat.model.Role;
import chat.model.Subscription;
import chat.model.SystemMessageUser;
import chat.model.User;
import chat.runtime.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Works out what a removal comes to (03 M20, M21, §8.2 steps 1 and 10, §8.3 steps 1 to 3). */
final class RemovePlanning {
  /** What came of it. */
  sealed interface Result<P extends Record> {
    record Planned<P extends Record>(P plan) implements Result<P> {}

    record Impossible<P extends Record>(Refused refused) implements Result<P> {}
  }

  private final JobJournal journal;
  private final UserStore users;
  private final SubscriptionStore subscriptions;
  private final MemberRowStore rows;
  private final JobTimes times;

  RemovePlanning(
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

  Result<RemovePersonPlan> person(RemoveMemberRequest job, Delivery delivery) {
    Optional<RemovePersonPlan> earlier = journal.find(delivery, RemovePersonPlan.class);
    if (earlier.isPresent()) {
      return new Result.Planned<>(earlier.get());
    }
    User user = // 1
        users
            .find(job.account())
            .orElseThrow(() -> new IllegalStateException("user " + job.account() + " not found"));
    Optional<User> requester = // 10, before anything is deleted (oddity 20)
        job.requester().equals(job.account()) ? Optional.of(user) : users.find(job.requester());
    if (requester.isEmpty()) {
      return new Result.Impossible<>(Refused.requesterNotFound(job.requester(), job.roomId()));
    }
    var plan =
        new RemovePersonPlan(
            Person.of(user),
            new SystemMessageUser(user.account(), user.engName(), user.chineseName()),
            DisplayNames.of(user),
            rows.orgIds(job.roomId()).stream().anyMatch(org -> isOf(user, org)),
            owns(job.roomId(), user.account()),
            Person.of(requester.get()),
            times.accepted(job.timestamp()),
            times.now().toEpochMilli());
    return new Result.Planned<>(journal.keep(delivery, plan));
  }

  private boolean owns(String roomId, String account) {
    return subscriptions
        .find(roomId, account)
        .map(Subscription::roles)
        .filter(roles -> roles.contains(Role.OWNER))
        .isPresent();
  }

  Result<RemoveOrgPlan> org(RemoveMemberRequest job, Delivery delivery) {
    Optional<RemoveOrgPlan> earlier = journal.find(delivery, RemoveOrgPlan.class);
    if (earlier.isPresent()) {
      return new Result.Planned<>(earlier.get());
    }
    List<User> people = users.ofOrg(job.orgId()); // 1
    Optional<User> requester = users.find(job.requester()); // 10, before anything is deleted
    if (requester.isEmpty()) {
      return new Result.Impossible<>(Refused.requesterNotFound(job.requester(), job.roomId()));
    }
    var plan =
        new RemoveOrgPlan(
            leaving(job, people), // 3
            OrgName.of(job.orgId(), people), // 2
            Person.of(requester.get()),
            times.accepted(job.timestamp()),
            times.now().toEpochMilli());
    return new Result.Planned<>(journal.keep(delivery, plan));
  }

  /** Members alone: people of the org who never were in the room are not removed (oddity 21). */
  private List<Person> leaving(RemoveMemberRequest job, List<User> people) {
    Set<String> otherOrgs =
        rows.orgIds(job.roomId()).stream()
            .filter(org -> !org.equals(job.orgId()))
            .collect(Collectors.toSet());
    Set<String> named = rows.individualIds(job.roomId(), people.stream().map(User::id).toList());
    Set<String> members =
        subscriptions.find(job.roomId(), people.stream().map(User::account).toList()).stream()
            .map(subscription -> subscription.u().account())
            .collect(Collectors.toSet());
    return people.stream()
        .filter(user -> members.contains(user.account()))
        .filter(user -> !named.contains(user.id()))
        .filter(user -> otherOrgs.stream().noneMatch(org -> isOf(user, org)))
        .map(Person::of)
        .toList();
  }

  private static boolean isOf(User user, String orgId) {
    return user.sectId().equals(orgId) || user.deptId().equals(orgId);
  }
}
