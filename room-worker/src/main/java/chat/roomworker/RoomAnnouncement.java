package chat.roomworker;

import chat.model.DedupIds;
import chat.model.DisplayNames;
import chat.model.MemberAdded;
import chat.model.MembersAddedData;
import chat.model.OutboxType;
import chat.model.Room;
import chat.model.RoomCreatedData;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.SystemMessageSuffix;
import chat.model.SystemMessageType;
import chat.model.User;
import chat.roomkeysender.RoomKeySender;
import chat.roomworker.JobGate.JobContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Tells everybody about a new room (03 §6.2 steps 10–14). Members get the key before anything is
 * said in the room (oddity 13).
 */
final class RoomAnnouncement {
  private final JobEvents events;
  private final RoomKeySender keySender;
  private final Clock clock;
  private final String siteId;

  RoomAnnouncement(JobEvents events, RoomKeySender keySender, Clock clock, String siteId) {
    this.events = events;
    this.keySender = keySender;
    this.clock = clock;
    this.siteId = siteId;
  }

  /**
   * @param members the requester first
   */
  void announce(
      JobContext context, Room room, List<Subscription> subscriptions, List<User> members) {
    Instant now = clock.instant();
    for (Subscription subscription : subscriptions) { // 10
      events.subscriptionAdded(subscription, context.requestId(), now);
    }
    List<String> accounts = members.stream().map(User::account).toList();
    keySender.send(room.id(), context.key(), accounts); // 14
    if (room.type().equals(RoomType.CHANNEL)) { // 11
      sayCreated(context, room, members.size() - 1L, now);
      sayMembersAdded(context, room, members.size() - 1L, now);
    }
    tellSites(context, room, members, accounts, now); // 12, 13
  }

  private void sayCreated(JobContext context, Room room, long added, Instant now) {
    var job = context.job();
    events.systemMessage(
        new JobEvents.SystemMessage(
            room.id(),
            context.requester(),
            SystemMessageType.ROOM_CREATED,
            SystemMessageSuffix.ROOM_CREATED,
            "A new room has been created",
            context.acceptedAt(),
            new RoomCreatedData(job.name(), job.users(), job.orgs(), job.channels(), added)),
        context.requestId(),
        now);
  }

  private void sayMembersAdded(JobContext context, Room room, long added, Instant now) {
    var job = context.job();
    events.systemMessage(
        new JobEvents.SystemMessage(
            room.id(),
            context.requester(),
            SystemMessageType.MEMBERS_ADDED,
            SystemMessageSuffix.MEMBERS_ADDED,
            "\"%s\" added members to the channel".formatted(DisplayNames.of(context.requester())),
            context.acceptedAt().plusMillis(1),
            new MembersAddedData(job.users(), job.orgs(), job.channels(), added)),
        context.requestId(),
        now);
  }

  private void tellSites(
      JobContext context, Room room, List<User> members, List<String> accounts, Instant now) {
    String seed =
        DedupIds.memberSeed(
            room.id(), context.requester().account(), context.acceptedAt().toEpochMilli());
    events.localInbox(
        OutboxType.MEMBER_ADDED, added(context, room, accounts, now), context.requestId(), seed);
    RemoteMembers.bySite(members, siteId)
        .forEach(
            (site, there) ->
                events.outbox(
                    OutboxType.MEMBER_ADDED,
                    site,
                    added(context, room, there, now),
                    context.requestId(),
                    seed));
  }

  private MemberAdded added(JobContext context, Room room, List<String> accounts, Instant now) {
    return new MemberAdded(
        OutboxType.MEMBER_ADDED,
        room.id(),
        room.name(),
        room.type(),
        accounts,
        siteId,
        context.requester().account(),
        context.acceptedAt().toEpochMilli(),
        0,
        now.toEpochMilli());
  }
}
