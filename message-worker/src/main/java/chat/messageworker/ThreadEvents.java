package chat.messageworker;

import chat.model.Bytes;
import chat.model.DedupIds;
import chat.model.Json;
import chat.model.OutboxEvent;
import chat.model.OutboxType;
import chat.model.SubjectTokens;
import chat.model.Subjects;
import chat.model.ThreadSubscription;
import chat.runtime.StreamPublisher;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells other sites which threads their people follow here (06 §7). */
final class ThreadEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadEvents.class);

  private final StreamPublisher streams;
  private final String siteId;
  private final Clock clock;

  ThreadEvents(StreamPublisher streams, String siteId, Clock clock) {
    this.streams = streams;
    this.siteId = siteId;
    this.clock = clock;
  }

  /**
   * Returns when the outbox has stored the event.
   *
   * @param subscription freshly built: the other site keeps what it got first
   * @param homeSite of the follower
   * @throws RuntimeException when it has not
   */
  void followed(ThreadSubscription subscription, String homeSite, String replyId) {
    if (homeSite.equals(siteId)) {
      return;
    }
    if (!SubjectTokens.isToken(homeSite)) { // also when it is not known
      LOG.atWarn()
          .addKeyValue("userID", subscription.userId())
          .addKeyValue("threadRoomID", subscription.threadRoomId())
          .log("owner siteID empty or no site, skipping outbox publish");
      return;
    }
    String type = OutboxType.THREAD_SUBSCRIPTION_UPSERTED;
    var event =
        new OutboxEvent(type, siteId, homeSite, Bytes.of(Json.write(subscription)), clock.millis());
    streams.publish(
        Subjects.outbox(siteId, homeSite, type),
        null,
        dedupId(subscription, homeSite, replyId),
        Json.write(event));
  }

  /** An instance of another fleet may have sent the same without the mention: not a duplicate. */
  private static String dedupId(ThreadSubscription of, String homeSite, String replyId) {
    return of.hasMention()
        ? DedupIds.threadMention(of.threadRoomId(), of.userId(), replyId, homeSite)
        : DedupIds.threadSubscription(of.threadRoomId(), of.userId(), replyId, homeSite);
  }
}
