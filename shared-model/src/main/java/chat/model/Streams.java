package chat.model;

import java.util.List;

/** The streams of a site (contract 01 §5.1, 13 A5). */
public final class Streams {
  /**
   * A stream: its name and what it captures.
   *
   * @param name unique in the site's JetStream
   * @param subjects wildcards allowed
   */
  public record Stream(String name, List<String> subjects) {
    /** Copies the list. */
    public Stream {
      subjects = List.copyOf(subjects);
    }
  }

  private static final String MAX_DELIVERIES = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.";

  private Streams() {}

  /** What clients send. */
  public static Stream messages(String siteId) {
    return one("MESSAGES_" + siteId, "chat.user.*.room.*." + siteId + ".msg.>");
  }

  /** Accepted messages, edits and deletions. */
  public static Stream messagesCanonical(String siteId) {
    return one("MESSAGES_CANONICAL_" + siteId, "chat.msg.canonical." + siteId + ".>");
  }

  /** Accepted room jobs. */
  public static Stream rooms(String siteId) {
    return one("ROOMS_" + siteId, "chat.room.canonical." + siteId + ".>");
  }

  /** What goes to other sites. */
  public static Stream outbox(String siteId) {
    return one("OUTBOX_" + siteId, "outbox." + siteId + ".>");
  }

  /** What comes from other sites, and the local lane of the search indices. */
  public static Stream inbox(String siteId) {
    return new Stream(
        "INBOX_" + siteId,
        List.of("chat.inbox." + siteId + ".*", "chat.inbox." + siteId + ".aggregate.>"));
  }

  /** What was given up. */
  public static Stream deadLetters(String siteId) {
    return one("DEADLETTER_" + siteId, "deadletter." + siteId + ".>");
  }

  /**
   * What the server says about messages of the site's streams that reached their last delivery
   * unanswered: how a worker that died on one is noticed.
   */
  public static Stream deliveryAdvisories(String siteId) {
    return new Stream(
        "DEADLETTER_ADVISORIES_" + siteId,
        java.util.stream.Stream.of(
                messages(siteId), messagesCanonical(siteId), rooms(siteId), inbox(siteId))
            .map(watched -> MAX_DELIVERIES + watched.name() + ".*")
            .toList());
  }

  private static Stream one(String name, String subject) {
    return new Stream(name, List.of(subject));
  }
}
