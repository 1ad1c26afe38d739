package chat.model;

import java.time.Duration;
import java.util.List;

/**
 * The durable consumers of a site (contract 01 §5.3). Instances of other fleets share them: name,
 * filter and back-off are not for configuration.
 */
public final class Durables {
  private static final List<Duration> SEARCH_BACKOFF =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));

  /**
   * A durable consumer.
   *
   * @param siteId the site whose stream it is
   * @param stream name of the stream
   * @param name durable name
   * @param filters filter subjects; none = the whole stream
   * @param backoff delays of the server's redelivery; none = the ack wait
   */
  public record Durable(
      String siteId, String stream, String name, List<String> filters, List<Duration> backoff) {
    /** Copies the lists. */
    public Durable {
      filters = List.copyOf(filters);
      backoff = List.copyOf(backoff);
    }
  }

  private Durables() {}

  /** Of message-gatekeeper. */
  public static Durable messageGatekeeper(String siteId) {
    return durable(siteId, Streams.messages(siteId), "message-gatekeeper", List.of());
  }

  /** Of message-worker: new messages only. */
  public static Durable messageWorker(String siteId) {
    return durable(
        siteId,
        Streams.messagesCanonical(siteId),
        "message-worker",
        List.of(Subjects.messageCreated(siteId)));
  }

  /** Of broadcast-worker. */
  public static Durable broadcastWorker(String siteId) {
    return durable(siteId, Streams.messagesCanonical(siteId), "broadcast-worker", List.of());
  }

  /** Of notification-worker. */
  public static Durable notificationWorker(String siteId) {
    return durable(siteId, Streams.messagesCanonical(siteId), "notification-worker", List.of());
  }

  /** Of room-worker. */
  public static Durable roomWorker(String siteId) {
    return durable(siteId, Streams.rooms(siteId), "room-worker", List.of());
  }

  /** Of inbox-worker: what came from other sites. */
  public static Durable inboxWorker(String siteId) {
    return durable(
        siteId,
        Streams.inbox(siteId),
        "inbox-worker",
        List.of(SubjectPatterns.inboxFederated(siteId)));
  }

  /** Of search-sync-worker: the message index. */
  public static Durable messageSync(String siteId) {
    return search(siteId, Streams.messagesCanonical(siteId), "message-sync", List.of());
  }

  /** Of search-sync-worker: the index of room names. */
  public static Durable spotlightSync(String siteId) {
    return search(
        siteId, Streams.inbox(siteId), "spotlight-sync", SubjectPatterns.inboxMemberEvents(siteId));
  }

  /** Of search-sync-worker: who may read which room. */
  public static Durable userRoomSync(String siteId) {
    return search(
        siteId, Streams.inbox(siteId), "user-room-sync", SubjectPatterns.inboxMemberEvents(siteId));
  }

  /** Of whichever service looks after messages that were given up by dying (13 A5). */
  public static Durable deadLetterWatch(String siteId) {
    return durable(siteId, Streams.deliveryAdvisories(siteId), "dead-letter-watch", List.of());
  }

  private static Durable durable(
      String siteId, Streams.Stream stream, String name, List<String> filters) {
    return new Durable(siteId, stream.name(), name, filters, List.of());
  }

  private static Durable search(
      String siteId, Streams.Stream stream, String name, List<String> filters) {
    return new Durable(siteId, stream.name(), name, filters, SEARCH_BACKOFF);
  }
}
