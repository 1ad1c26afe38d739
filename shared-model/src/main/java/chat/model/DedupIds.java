package chat.model;

/** Values of {@code Nats-Msg-Id}; mixed fleets must compose them alike (contract 01 §6.5). */
public final class DedupIds {
  private DedupIds() {}

  /**
   * Of an event to another site, or to the local lane of the inbox with the own site as
   * destination.
   *
   * @param requestId of the operation; empty when there is none
   * @param seed what stands in for a missing request id, see the other methods
   */
  public static String federated(String requestId, String seed, String destSiteId) {
    return (requestId.isEmpty() ? seed : requestId) + ":" + destSiteId;
  }

  /** Seed of {@code role_updated}. */
  public static String roleSeed(String roomId, String account, String newRole, long timestamp) {
    return roomId + ":" + account + ":" + newRole + ":" + timestamp;
  }

  /**
   * Seed of {@code member_added} and {@code member_removed}, and of system message ids (contract 01
   * §3.4).
   *
   * @param subject the removed account or org id, or the account of who adds
   * @param timestamp ms of the request's acceptance; for a synchronous DM ms of the room's creation
   */
  public static String memberSeed(String roomId, String subject, long timestamp) {
    return roomId + ":" + subject + ":" + timestamp;
  }

  /** Of {@code thread_subscription_upserted}; the request id plays no part. */
  public static String threadSubscription(
      String threadRoomId, String userId, String messageId, String destSiteId) {
    return "thread-sub-outbox:" + threadRoomId + ":" + userId + ":" + messageId + ":" + destSiteId;
  }

  /** The same of one that tells of a mention: not a duplicate of one that does not. */
  public static String threadMention(
      String threadRoomId, String userId, String messageId, String destSiteId) {
    return threadSubscription(threadRoomId, userId, messageId, destSiteId) + ":mention";
  }

  /** Of a dead letter (contract 13 A5). */
  public static String deadLetter(String stream, long sequence, String durable) {
    return stream + ":" + sequence + ":" + durable;
  }
}
