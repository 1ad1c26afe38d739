package chat.roomworker;

import chat.model.Bots;
import chat.model.CreateRoomRequest;
import chat.model.DisplayNames;
import chat.model.Lists;
import chat.model.User;
import chat.runtime.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out who is in a new room (03 §6.2 steps 4, 5, 8a, 8b). */
final class CreatePlanning {
  /** What came of it. */
  sealed interface Result {
    record Planned(CreatePlan plan) implements Result {}

    record Impossible(Refused refused) implements Result {}
  }

  private final JobJournal journal;
  private final UserStore users;
  private final JobTimes times;

  CreatePlanning(JobJournal journal, UserStore users, JobTimes times) {
    this.journal = journal;
    this.users = users;
    this.times = times;
  }

  Result plan(CreateRoomRequest job, Delivery delivery) {
    Optional<CreatePlan> earlier = journal.find(delivery, CreatePlan.class);
    return earlier.isPresent() ? new Result.Planned(earlier.get()) : anew(job, delivery);
  }

  private Result anew(CreateRoomRequest job, Delivery delivery) {
    Optional<User> requester = users.find(job.requesterAccount()); // 4
    if (requester.isEmpty()) {
      return new Result.Impossible(Refused.requesterNotFound());
    }
    List<Person> members = new ArrayList<>();
    members.add(Person.of(requester.get()));
    if (isDirect(job)) {
      String account = counterpart(job);
      Optional<User> other = users.find(account); // 5
      if (other.isEmpty()) {
        return new Result.Impossible(Refused.counterpartNotFound(Bots.isBot(account)));
      }
      members.add(Person.of(other.get()));
    } else {
      users // 8a, 8b
          .candidates(job.resolvedOrgs(), job.resolvedUsers(), requester.get().account())
          .forEach(user -> members.add(Person.of(user)));
    }
    return new Result.Planned(
        journal.keep(
            delivery,
            new CreatePlan(
                members,
                DisplayNames.of(requester.get()),
                times.accepted(job.timestamp()),
                times.now().toEpochMilli())));
  }

  /** The rule of room-service, on the same literal lists (03 §6.1). */
  static boolean isDirect(CreateRoomRequest job) {
    return job.name().isEmpty()
        && Lists.orEmpty(job.orgs()).isEmpty()
        && Lists.orEmpty(job.channels()).isEmpty()
        && Lists.orEmpty(job.users()).size() == 1;
  }

  /** The other account of a direct room. */
  static String counterpart(CreateRoomRequest job) {
    return Lists.orEmpty(job.users()).getFirst();
  }
}
