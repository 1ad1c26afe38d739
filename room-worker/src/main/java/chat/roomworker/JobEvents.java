package chat.roomworker;

import chat.model.Bytes;
import chat.model.DedupIds;
import chat.model.Ids;
import chat.model.JobResult;
import chat.model.JobStatus;
import chat.model.Json;
import chat.model.MemberAdded;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.model.OutboxEvent;
import chat.model.Subjects;
import chat.model.Subscription;
import chat.model.SubscriptionAction;
import chat.model.SubscriptionUpdate;
import chat.model.SystemMessageSuffix;
import chat.model.User;
import chat.runtime.CorePublisher;
import chat.runtime.ServerAwayException;
import chat.runtime.StreamPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What room jobs publish (03 §4). One instance serves all jobs; times come from the caller. */
final class JobEvents {
  private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);

  private final CorePublisher core;
  private final StreamPublisher streams;
  private final Clock clock;
  private final String siteId;

  JobEvents(CorePublisher core, StreamPublisher streams, Clock clock, String siteId) {
    this.core = core;
    this.streams = streams;
    this.clock = clock;
    this.siteId = siteId;
  }

  /** Best effort: who misses it finds the room in the next listing. */
  void subscriptionAdded(Subscription subscription, String requestId, Instant now) {
    var update =
        new SubscriptionUpdate(
            subscription.u().id(), subscription, SubscriptionAction.ADDED, now.toEpochMilli());
    String subject = Subjects.subscriptionUpdate(subscription.u().account());
    bestEffort(
        "subscription update publish failed",
        () -> core.publish(subject, requestId, Json.write(update)));
  }

  /** Failure is one of the job. The id makes a repeated message the same message. */
  void systemMessage(SystemMessage message, String requestId, Instant now) {
    String id = Ids.systemMessageId(requestId, message.suffix());
    var body =
        new Message(
            id,
            message.roomId(),
            message.sender().id(),
            message.sender().account(),
            message.content(),
            List.of(),
            message.createdAt(),
            null,
            null,
            "",
            null,
            false,
            message.type(),
            Bytes.of(Json.write(message.data())),
            null);
    var event = new MessageEvent(MessageEventType.CREATED, body, siteId, now.toEpochMilli());
    streams.publish(Subjects.messageCreated(siteId), requestId, id, Json.write(event));
  }

  /** A message the fleet itself says in a room (03 §3.8, §3.9). */
  record SystemMessage(
      String roomId,
      User sender,
      String type,
      SystemMessageSuffix suffix,
      String content,
      Instant createdAt,
      Record data) {}

  /** For the search of this site; best effort. */
  void localInbox(String type, MemberAdded added, String requestId, String seed) {
    byte[] body = envelope(type, siteId, added);
    bestEffort(
        "local inbox member_added publish failed",
        () ->
            streams.publish(
                Subjects.inbox(siteId, type),
                requestId,
                DedupIds.federated(requestId, seed, siteId),
                body));
  }

  /** For another site; failure is one of the job. */
  void outbox(String type, String destSiteId, MemberAdded added, String requestId, String seed) {
    streams.publish(
        Subjects.outbox(siteId, destSiteId, type),
        requestId,
        DedupIds.federated(requestId, seed, destSiteId),
        envelope(type, destSiteId, added));
  }

  private byte[] envelope(String type, String destSiteId, MemberAdded added) {
    return Json.write(
        new OutboxEvent(type, siteId, destSiteId, Bytes.of(Json.write(added)), added.timestamp()));
  }

  /** The end of a job that went well (03 §3.7). */
  void succeeded(String operation, String requester, String requestId, String roomId) {
    result(operation, requester, requestId, roomId, JobStatus.OK, "");
  }

  /** The end of a job that did not; the text is the requester's to read. */
  void failed(String operation, String requester, String requestId, String roomId, String error) {
    LOG.atError()
        .addKeyValue("operation", operation)
        .addKeyValue("roomID", roomId)
        .addKeyValue("error", error)
        .log("async room job failed");
    result(operation, requester, requestId, roomId, JobStatus.ERROR, error);
  }

  private void result(
      String operation,
      String requester,
      String requestId,
      String roomId,
      String status,
      String error) {
    if (requester.isEmpty() || requestId.isEmpty()) {
      return; // nobody to tell
    }
    var result = new JobResult(requestId, operation, status, roomId, error, clock.millis());
    bestEffort(
        "publish async job result failed",
        () -> core.publish(Subjects.response(requester, requestId), requestId, Json.write(result)));
  }

  private static void bestEffort(String failure, Runnable publish) {
    try {
      publish.run();
    } catch (ServerAwayException | IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("error", e.toString()).log(failure);
    }
  }
}
