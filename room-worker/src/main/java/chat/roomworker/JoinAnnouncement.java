package chat.roomworker;

import chat.model.AddMembersRequest;
import chat.model.MemberAdded;
import chat.model.MembersAddedData;
import chat.model.OutboxType;
import chat.model.Subscription;
import chat.model.SystemMessageSuffix;
import chat.model.SystemMessageType;
import chat.roomworker.AddMembersJob.Joining;
import java.time.Instant;
import java.util.List;

/** Tells about members who joined (03 §7.2 steps 14, 16, 17). */
final class JoinAnnouncement {
  private final JobEvents events;
  private final RotationNews news;

  JoinAnnouncement(JobEvents events, RotationNews news) {
    this.events = events;
    this.news = news;
  }

  /** To be called before they get the key: clients want it in this order. */
  void tellMembers(List<Subscription> stored, JobOrigin origin) {
    stored.forEach(subscription -> events.subscriptionAdded(subscription, origin)); // 14
  }

  /**
   * @param rotated whether the room got a new key
   */
  void tellOthers(Joining joining, boolean rotated, JobOrigin origin) {
    if (joining.people().isEmpty() && !joining.bringsOrgs()) {
      return; // 16
    }
    MemberAdded everybody = added(joining, joining.accounts(), origin);
    events.memberEvent(everybody, origin); // 16a
    if (!joining.people().isEmpty()) {
      events.localInbox(everybody, origin); // 16b
    }
    say(joining, origin); // 16c
    RemoteMembers.bySite(joining.people(), joining.room().siteId()) // 17
        .forEach(
            (site, there) ->
                events.outbox(
                    OutboxType.MEMBER_ADDED, site, added(joining, there, origin), origin));
    news.afterJoining(joining.room().id(), joining.accounts(), rotated, origin); // 04 §12.6
  }

  private void say(Joining joining, JobOrigin origin) {
    AddMembersRequest job = joining.job();
    events.systemMessage(
        new SystemMessage(
            joining.room().id(),
            joining.plan().requester(),
            SystemMessageType.MEMBERS_ADDED,
            SystemMessageSuffix.ADDED_MEMBERS,
            joining.plan().says(),
            joining.acceptedAt(),
            new MembersAddedData(
                joining.accounts(), job.orgs(), job.channels(), joining.people().size())),
        origin);
  }

  private static MemberAdded added(Joining joining, List<String> accounts, JobOrigin origin) {
    Instant since = joining.historySharedSince();
    return new MemberAdded(
        OutboxType.MEMBER_ADDED,
        joining.room().id(),
        joining.room().name(),
        joining.room().type(),
        accounts,
        joining.room().siteId(),
        joining.plan().requester().account(),
        joining.plan().acceptedAt(),
        since == null ? 0 : since.toEpochMilli(),
        origin.timestamp());
  }
}
