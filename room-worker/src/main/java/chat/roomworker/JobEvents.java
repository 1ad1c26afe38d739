package chat.roomworker;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.MemberAdded;
import chat.model.MemberRemoved;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.model.OutboxEvent;
import chat.model.OutboxType;
import chat.model.Subjects;
import chat.model.Subscription;
import chat.model.SubscriptionAction;
import chat.model.SubscriptionUpdate;
import chat.model.SubscriptionUser;
import chat.runtime.CorePublisher;
import chat.runtime.StreamPublisher;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What room jobs publish (03 §4). One instance serves all jobs. */
final class JobEvents {
  private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);

  private final CorePublisher core;
  private final StreamPublisher streams;
  private final String siteId;

  JobEvents(CorePublisher core, StreamPublisher streams, String siteId) {
    this.core = core;
    this.streams = streams;
    this.siteId = siteId;
  }

  /** Best effort: who misses it finds the room in the next listing. */
  void subscriptionAdded(Subscription subscription, JobOrigin origin) {
    bestEffort(
        "subscription update publish failed",
        () -> update(subscription, SubscriptionAction.ADDED, origin));
  }

  /** Best effort; tells who it is even where an org was removed (oddity 9). */
  void subscriptionRemoved(Person person, String roomId, JobOrigin origin) {
    Subscription stub =
        Subscription.removed(new SubscriptionUser(person.id(), person.account()), roomId);
    bestEffort(
        "subscription update publish failed",
        () -> update(stub, SubscriptionAction.REMOVED, origin));
  }

  /**
   * Failure is one of the job.
   *
   * @return what was sent, for the member's home site
   */
  SubscriptionUpdate roleUpdated(Subscription subscription, JobOrigin origin) {
    return update(subscription, SubscriptionAction.ROLE_UPDATED, origin);
  }

  private SubscriptionUpdate update(Subscription subscription, String action, JobOrigin origin) {
    var update =
        new SubscriptionUpdate(subscription.u().id(), subscription, action, origin.timestamp());
    core.publish(
        Subjects.subscriptionUpdate(subscription.u().account()),
        origin.requestId(),
        Json.write(update));
    return update;
  }

  /** For everybody who watches the room; best effort. */
  void memberEvent(MemberAdded added, JobOrigin origin) {
    bestEffort("member add event publish failed", () -> memberEvent(added.roomId(), added, origin));
  }

  /** For everybody who watches the room; best effort. */
  void memberEvent(MemberRemoved removed, JobOrigin origin) {
    bestEffort("member event publish failed", () -> memberEvent(removed.roomId(), removed, origin));
  }

  private void memberEvent(String roomId, Record event, JobOrigin origin) {
    core.publish(Subjects.memberEvent(roomId), origin.requestId(), Json.write(event));
  }

  /** Failure is one of the job. The id makes a repeated message the same message. */
  void systemMessage(SystemMessage said, JobOrigin origin) {
    String id = origin.messageId(said.suffix());
    var message =
        new Message(
            id,
            said.roomId(),
            said.sender().id(),
            said.sender().account(),
            said.content(),
            List.of(),
            said.createdAt(),
            null,
            null,
            "",
            null,
            false,
            said.type(),
            Bytes.of(Json.write(said.data())),
            null);
    var event = new MessageEvent(MessageEventType.CREATED, message, siteId, origin.timestamp());
    streams.publish(Subjects.messageCreated(siteId), origin.requestId(), id, Json.write(event));
  }

  /** For the search of this site; best effort. */
  void localInbox(MemberAdded added, JobOrigin origin) {
    bestEffort(
        "local inbox member_added publish failed",
        () -> localInbox(OutboxType.MEMBER_ADDED, added, origin));
  }

  /** For the search of this site; best effort. */
  void localInbox(MemberRemoved removed, JobOrigin origin) {
    bestEffort(
        "local inbox member_removed publish failed",
        () -> localInbox(OutboxType.MEMBER_REMOVED, removed, origin));
  }

  private void localInbox(String type, Record inner, JobOrigin origin) {
    streams.publish(
        Subjects.inbox(siteId, type),
        origin.requestId(),
        origin.dedupId(siteId),
        envelope(type, siteId, inner, origin));
  }

  /** For another site; failure is one of the job. */
  void outbox(String type, String destSiteId, Record inner, JobOrigin origin) {
    outbox(type, destSiteId, inner, origin, origin.dedupId(destSiteId));
  }

  /** The same, where a job tells a site more than once. */
  void outbox(String type, String destSiteId, Record inner, JobOrigin origin, String dedupId) {
    streams.publish(
        Subjects.outbox(siteId, destSiteId, type),
        origin.requestId(),
        dedupId,
        envelope(type, destSiteId, inner, origin));
  }

  private byte[] envelope(String type, String destSiteId, Record inner, JobOrigin origin) {
    return Json.write(
        new OutboxEvent(type, siteId, destSiteId, Bytes.of(Json.write(inner)), origin.timestamp()));
  }

  /**
   * Runs a publish that must not stand in the way of the job: an account that makes no subject is
   * only logged. A server that is away is another matter: the job waits for it and tells everything
   * again, since nobody would hear of this event otherwise.
   */
  static void bestEffort(String failure, Runnable publish) {
    try {
      publish.run();
    } catch (IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("error", e.toString()).log(failure);
    }
  }
}
