package chat.model;

/**
 * Builds subjects (contract 01 §4.1–4.3). Parts go in as they are; {@link SubjectTokens#isToken}
 * tells whether one is a single token.
 */
public final class Subjects {
  private Subjects() {}

  // client -> server

  /** Submission of a message. */
  public static String send(String account, String roomId, String siteId) {
    return user(account) + "room." + roomId + "." + siteId + ".msg.send";
  }

  /** Creation of a room at a site. */
  public static String createRoom(String account, String siteId) {
    return request(account) + "room." + siteId + ".create";
  }

  /** The requester's rooms. */
  public static String listRooms(String account) {
    return request(account) + "rooms.list";
  }

  /** One room. */
  public static String getRoom(String account, String roomId) {
    return request(account) + "rooms.get." + roomId;
  }

  /** Adding of members. */
  public static String addMembers(String account, String roomId, String siteId) {
    return room(account, roomId, siteId) + "member.add";
  }

  /** Removal of a member or an org. */
  public static String removeMember(String account, String roomId, String siteId) {
    return room(account, roomId, siteId) + "member.remove";
  }

  /** Change of a role. */
  public static String updateRole(String account, String roomId, String siteId) {
    return room(account, roomId, siteId) + "member.role-update";
  }

  /** Member list. */
  public static String listMembers(String account, String roomId, String siteId) {
    return room(account, roomId, siteId) + "member.list";
  }

  /** "I have read this room". */
  public static String messageRead(String account, String roomId, String siteId) {
    return room(account, roomId, siteId) + "message.read";
  }

  /** Who has read a message. */
  public static String readReceipt(String account, String roomId, String siteId) {
    return room(account, roomId, siteId) + "message.read-receipt";
  }

  /** A member asks for a room key (contract 13 A2). */
  public static String getKey(String account, String roomId, String siteId) {
    return room(account, roomId, siteId) + "key.get";
  }

  /** The people of an org. */
  public static String orgMembers(String account, String orgId) {
    return request(account) + "orgs." + orgId + ".members";
  }

  /** A request to history-service. */
  public static String history(
      String account, String roomId, String siteId, HistoryOperation operation) {
    return room(account, roomId, siteId) + "msg." + operation.text();
  }

  /** A request to search-service. */
  public static String search(String account, SearchArea area) {
    return request(account) + "search." + area.text();
  }

  // server -> client

  /** Answer to a submission, result of a job. */
  public static String response(String account, String requestId) {
    return user(account) + "response." + requestId;
  }

  /** Live events of a channel. */
  public static String roomEvent(String roomId) {
    return "chat.room." + roomId + ".event";
  }

  /** Live events of a DM, to one of its members. */
  public static String userRoomEvent(String account) {
    return user(account) + "event.room";
  }

  /** Membership events of a room. */
  public static String memberEvent(String roomId) {
    return "chat.room." + roomId + ".event.member";
  }

  /** A change of the account's own subscription. */
  public static String subscriptionUpdate(String account) {
    return user(account) + "event.subscription.update";
  }

  /** A room key. */
  public static String roomKey(String account) {
    return user(account) + "event.room.key";
  }

  /** A notification. */
  public static String notification(String account) {
    return user(account) + "notification";
  }

  // server <-> server

  /** What is known about many rooms. */
  public static String roomsInfoBatch(String siteId) {
    return serverRoom(siteId) + "info.batch";
  }

  /** A room's key must exist. */
  public static String ensureKey(String siteId) {
    return serverRoom(siteId) + "key.ensure";
  }

  /** A DM at once. */
  public static String createDm(String siteId) {
    return serverRoom(siteId) + "create.dm";
  }

  /** The key of a room at its home site, for replication (contract 04 §12.2). */
  public static String replicateKey(String originSiteId) {
    return "chat.server.request.roomkey." + originSiteId + ".get";
  }

  /** A new message. */
  public static String messageCreated(String siteId) {
    return "chat.msg.canonical." + siteId + ".created";
  }

  /** An edited message. */
  public static String messageUpdated(String siteId) {
    return "chat.msg.canonical." + siteId + ".updated";
  }

  /** A deleted message. */
  public static String messageDeleted(String siteId) {
    return "chat.msg.canonical." + siteId + ".deleted";
  }

  /** An accepted room job. */
  public static String roomJob(String siteId, RoomJob job) {
    return "chat.room.canonical." + siteId + "." + job.text();
  }

  /**
   * An event to another site.
   *
   * @param type one of {@link OutboxType}
   */
  public static String outbox(String siteId, String destSiteId, String type) {
    return "outbox." + siteId + ".to." + destSiteId + "." + type;
  }

  /**
   * The local lane of the inbox.
   *
   * @param type {@link OutboxType#MEMBER_ADDED} or {@link OutboxType#MEMBER_REMOVED}
   */
  public static String inbox(String siteId, String type) {
    return "chat.inbox." + siteId + "." + type;
  }

  /** Where events of other sites arrive; services do not publish there. */
  public static String inboxFederated(String siteId, String type) {
    return "chat.inbox." + siteId + ".aggregate." + type;
  }

  /** A dead letter of a durable (contract 13 A5). */
  public static String deadLetter(String siteId, String stream, String durable) {
    return "deadletter." + siteId + "." + stream + "." + durable;
  }

  private static String user(String account) {
    return "chat.user." + account + ".";
  }

  private static String request(String account) {
    return user(account) + "request.";
  }

  private static String room(String account, String roomId, String siteId) {
    return request(account) + "room." + roomId + "." + siteId + ".";
  }

  private static String serverRoom(String siteId) {
    return "chat.server.request.room." + siteId + ".";
  }
}
