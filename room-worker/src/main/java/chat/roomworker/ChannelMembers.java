package chat.roomworker;

import chat.model.CreateRoomRequest;
import chat.model.Ids;
import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.Room;
import chat.model.RoomMember;
import chat.model.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores members of channels: subscriptions, and rows where a room has orgs (03 §2.3, §2.4). */
final class ChannelMembers {
  private final SubscriptionStore subscriptions;
  private final MemberRowStore rows;
  private final NewSubscriptions fresh;
  private final Ids ids;

  ChannelMembers(
      SubscriptionStore subscriptions, MemberRowStore rows, NewSubscriptions fresh, Ids ids) {
    this.subscriptions = subscriptions;
    this.rows = rows;
    this.fresh = fresh;
    this.ids = ids;
  }

  /**
   * The first members of a channel (03 §6.2 step 8 c, d).
   *
   * @param people without those who were removed since
   * @param owner who created the room
   */
  void create(
      Room room, List<Person> people, Person owner, CreateRoomRequest job, Instant joinedAt) {
    subscriptions.insertAbsent( // c
        people.stream()
            .map(
                person ->
                    person.equals(owner)
                        ? fresh.owner(room, person, joinedAt)
                        : fresh.member(room, person, joinedAt, null))
            .toList());
    if (!job.resolvedOrgs().isEmpty()) { // d: who is in through an org alone has no row
      addRows(
          room.id(),
          people.stream()
              .filter(p -> p.equals(owner) || job.resolvedUsers().contains(p.account()))
              .toList(),
          job.resolvedOrgs(),
          joinedAt);
    }
  }

  /**
   * Members of a channel that exists (03 §7.2 step 10).
   *
   * @param historySharedSince null = they may read everything
   */
  void join(
      Room room, List<Person> people, Instant joinedAt, @Nullable Instant historySharedSince) {
    subscriptions.insertAbsent(
        people.stream()
            .map(person -> fresh.member(room, person, joinedAt, historySharedSince))
            .toList());
  }

  /**
   * Undoes what was written for people whom a later job removed meanwhile.
   *
   * @param joinedAt who has joined at another time was added by another job, and stays
   */
  void takeBack(Room room, List<Person> people, Instant joinedAt) {
    List<String> joined =
        stored(room.id(), people).stream()
            .filter(subscription -> subscription.joinedAt().equals(joinedAt))
            .map(subscription -> subscription.u().account())
            .toList();
    if (joined.isEmpty()) {
      return;
    }
    subscriptions.delete(room.id(), joined);
    people.stream()
        .filter(person -> joined.contains(person.account()))
        .forEach(person -> rows.delete(room.id(), MemberType.INDIVIDUAL, person.id()));
  }

  /** People first: the org row tells that nobody has to be filled in any more (oddity 17). */
  void addRows(String roomId, List<Person> people, List<String> orgs, Instant since) {
    List<RoomMember> individuals = new ArrayList<>();
    for (Person person : people) {
      individuals.add(row(roomId, person.id(), MemberType.INDIVIDUAL, person.account(), since));
    }
    rows.insertAbsent(individuals);
    rows.insertAbsent(
        orgs.stream().map(org -> row(roomId, org, MemberType.ORG, "", since)).toList());
  }

  private RoomMember row(String roomId, String id, String type, String account, Instant since) {
    var entry = new MemberEntry(id, type, account, "", "", false, "", 0);
    return new RoomMember(ids.newEntityId(), roomId, since, entry);
  }

  /**
   * As stored, in the order of the people: on a redelivery their ids are not those of the fresh
   * ones (oddity 14).
   */
  List<Subscription> stored(String roomId, List<Person> people) {
    Map<String, Subscription> byAccount =
        subscriptions.find(roomId, people.stream().map(Person::account).toList()).stream()
            .collect(Collectors.toMap(s -> s.u().account(), Function.identity()));
    return people.stream()
        .map(person -> byAccount.get(person.account()))
        .filter(Objects::nonNull)
        .toList();
  }
}
