package chat.roomworker;

import chat.model.Room;
import chat.roomworker.AddMembersJob.Joining;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rooms that jobs change, and who was removed from them. */
final class ExistingRooms {
  private final RoomStore rooms;
  private final MembershipMarks marks;
  private final Clock clock;

  ExistingRooms(RoomStore rooms, MembershipMarks marks, Clock clock) {
    this.rooms = rooms;
    this.marks = marks;
    this.clock = clock;
  }

  /**
   * @throws IllegalStateException when it is not there: its create job may still be on its way
   */
  Room get(String roomId) {
    return rooms
        .find(roomId)
        .orElseThrow(() -> new IllegalStateException("room " + roomId + " not found"));
  }

  /** Sets the member counts to what the subscriptions say. */
  void recount(String roomId) {
    rooms.reconcileCounts(roomId, clock.instant());
  }

  /** Without those whom a later job removed: this one comes late (13 A4). */
  Joining withoutRemovedSince(Joining joining, long sequence) {
    AddPlan plan = joining.plan();
    List<String> accounts =
        Stream.concat(plan.joining().stream(), plan.rows().stream())
            .map(Person::account)
            .distinct()
            .toList();
    Set<String> gone = marks.removedAfter(joining.room().id(), accounts, sequence);
    if (gone.isEmpty()) {
      return joining;
    }
    return new Joining(
        joining.job(),
        new AddPlan(
            without(plan.joining(), gone),
            without(plan.rows(), gone),
            plan.requester(),
            plan.says(),
            plan.acceptedAt(),
            plan.emittedAt()),
        joining.room());
  }

  private static List<Person> without(List<Person> people, Set<String> gone) {
    return people.stream().filter(person -> !gone.contains(person.account())).toList();
  }

  /** Remembers an addition before it happens, so that it counts against earlier removals. */
  void markJoining(Joining joining, long sequence) {
    marks.joining(joining.room().id(), joining.accounts(), sequence);
  }

  /** Remembers a removal before it happens: an older job may be in work elsewhere. */
  void markRemoved(String roomId, List<Person> people, long sequence) {
    marks.removed(roomId, people.stream().map(Person::account).toList(), sequence);
  }
}
