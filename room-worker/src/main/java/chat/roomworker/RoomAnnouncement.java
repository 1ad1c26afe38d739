package chat.roomworker;

import chat.model.CreateRoomRequest;
import chat.model.MemberAdded;
import chat.model.MembersAddedData;
import chat.model.OutboxType;
import chat.model.Room;
import chat.model.RoomCreatedData;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.SystemMessageSuffix;
import chat.model.SystemMessageType;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeysender.RoomKeySender;
import java.time.Instant;
import java.util.List;

/**
 * Tells everybody about a new room (03 §6.2 steps 10–14). Members get the key before anything is
 * said in the room (oddity 13).
 */
final class RoomAnnouncement {
  /** What there is to tell about. */
  record Creation(CreateRoomRequest job, CreatePlan plan, Room room, VersionedRoomKey key) {
    Instant acceptedAt() {
      return Instant.ofEpochMilli(plan.acceptedAt());
    }
  }

  private final JobEvents events;
  private final RoomKeySender keySender;
  private final String siteId;

  RoomAnnouncement(JobEvents events, RoomKeySender keySender, String siteId) {
    this.events = events;
    this.keySender = keySender;
    this.siteId = siteId;
  }

  /**
   * @param members who is in, the requester first
   */
  void announce(
      Creation created, List<Person> members, List<Subscription> stored, JobOrigin origin) {
    stored.forEach(subscription -> events.subscriptionAdded(subscription, origin)); // 10
    List<String> accounts = members.stream().map(Person::account).toList();
    keySender.send(created.room().id(), created.key(), accounts); // 14
    if (created.room().type().equals(RoomType.CHANNEL)) { // 11
      sayCreated(created, origin);
      sayMembersAdded(created, origin);
    }
    events.localInbox(added(created, accounts, origin), origin); // 12
    RemoteMembers.bySite(members, siteId) // 13
        .forEach(
            (site, there) ->
                events.outbox(
                    OutboxType.MEMBER_ADDED, site, added(created, there, origin), origin));
  }

  private void sayCreated(Creation created, JobOrigin origin) {
    CreateRoomRequest job = created.job();
    events.systemMessage(
        new SystemMessage(
            created.room().id(),
            created.plan().requester(),
            SystemMessageType.ROOM_CREATED,
            SystemMessageSuffix.ROOM_CREATED,
            "A new room has been created",
            created.acceptedAt(),
            new RoomCreatedData(
                job.name(), job.users(), job.orgs(), job.channels(), addedUsers(created))),
        origin);
  }

  private void sayMembersAdded(Creation created, JobOrigin origin) {
    CreateRoomRequest job = created.job();
    events.systemMessage(
        new SystemMessage(
            created.room().id(),
            created.plan().requester(),
            SystemMessageType.MEMBERS_ADDED,
            SystemMessageSuffix.MEMBERS_ADDED,
            "\"%s\" added members to the channel".formatted(created.plan().requesterName()),
            created.acceptedAt().plusMillis(1),
            new MembersAddedData(job.users(), job.orgs(), job.channels(), addedUsers(created))),
        origin);
  }

  private static long addedUsers(Creation created) {
    return created.plan().members().size() - 1L;
  }

  private MemberAdded added(Creation created, List<String> accounts, JobOrigin origin) {
    return new MemberAdded(
        OutboxType.MEMBER_ADDED,
        created.room().id(),
        created.room().name(),
        created.room().type(),
        accounts,
        siteId,
        created.plan().requester().account(),
        created.plan().acceptedAt(),
        0,
        origin.timestamp());
  }
}
