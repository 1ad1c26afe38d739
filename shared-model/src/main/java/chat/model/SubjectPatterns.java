package chat.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What services listen to (contract 01 §4.4): with named tokens for the router, e.g. {@code
 * chat.user.{account}.request.rooms.list}; {@link #wildcard} gives the subscription.
 */
public final class SubjectPatterns {
  /** Name of the token that holds the requester. */
  public static final String ACCOUNT = "account";

  /** Name of the token that holds a room. */
  public static final String ROOM_ID = "roomID";

  /** Name of the token that holds an org. */
  public static final String ORG_ID = "orgID";

  private static final String ANY_ACCOUNT = "{" + ACCOUNT + "}";
  private static final String ANY_ROOM = "{" + ROOM_ID + "}";
  private static final Pattern NAMED = Pattern.compile("(?<=^|\\.)\\{[^{}.]+}(?=\\.|$)");

  private SubjectPatterns() {}

  /** The pattern as a subscription: every named token becomes {@code *}. */
  public static String wildcard(String pattern) {
    return NAMED.matcher(pattern).replaceAll("*");
  }

  /** Of {@link Subjects#send}. */
  public static String send(String siteId) {
    return Subjects.send(ANY_ACCOUNT, ANY_ROOM, siteId);
  }

  /** Of {@link Subjects#createRoom}. */
  public static String createRoom(String siteId) {
    return Subjects.createRoom(ANY_ACCOUNT, siteId);
  }

  /** Of {@link Subjects#listRooms}. */
  public static String listRooms() {
    return Subjects.listRooms(ANY_ACCOUNT);
  }

  /** Of {@link Subjects#getRoom}. */
  public static String getRoom() {
    return Subjects.getRoom(ANY_ACCOUNT, ANY_ROOM);
  }

  /** Of {@link Subjects#addMembers}. */
  public static String addMembers(String siteId) {
    return Subjects.addMembers(ANY_ACCOUNT, ANY_ROOM, siteId);
  }

  /** Of {@link Subjects#removeMember}. */
  public static String removeMember(String siteId) {
    return Subjects.removeMember(ANY_ACCOUNT, ANY_ROOM, siteId);
  }

  /** Of {@link Subjects#updateRole}. */
  public static String updateRole(String siteId) {
    return Subjects.updateRole(ANY_ACCOUNT, ANY_ROOM, siteId);
  }

  /** Of {@link Subjects#listMembers}. */
  public static String listMembers(String siteId) {
    return Subjects.listMembers(ANY_ACCOUNT, ANY_ROOM, siteId);
  }

  /** Of {@link Subjects#messageRead}. */
  public static String messageRead(String siteId) {
    return Subjects.messageRead(ANY_ACCOUNT, ANY_ROOM, siteId);
  }

  /** Of {@link Subjects#readReceipt}. */
  public static String readReceipt(String siteId) {
    return Subjects.readReceipt(ANY_ACCOUNT, ANY_ROOM, siteId);
  }

  /** Of {@link Subjects#getKey}. */
  public static String getKey(String siteId) {
    return Subjects.getKey(ANY_ACCOUNT, ANY_ROOM, siteId);
  }

  /** Of {@link Subjects#orgMembers}. */
  public static String orgMembers() {
    return Subjects.orgMembers(ANY_ACCOUNT, "{" + ORG_ID + "}");
  }

  /** Of {@link Subjects#history}. */
  public static String history(String siteId, HistoryOperation operation) {
    return Subjects.history(ANY_ACCOUNT, ANY_ROOM, siteId, operation);
  }

  /** Of {@link Subjects#search}. */
  public static String search(SearchArea area) {
    return Subjects.search(ANY_ACCOUNT, area);
  }

  /** The federated lane of the inbox. */
  public static String inboxFederated(String siteId) {
    return "chat.inbox." + siteId + ".aggregate.>";
  }

  /** Member events of both lanes of the inbox, in the order that every fleet uses. */
  public static List<String> inboxMemberEvents(String siteId) {
    return List.of(
        Subjects.inbox(siteId, OutboxType.MEMBER_ADDED),
        Subjects.inbox(siteId, OutboxType.MEMBER_REMOVED),
        Subjects.inboxFederated(siteId, OutboxType.MEMBER_ADDED),
        Subjects.inboxFederated(siteId, OutboxType.MEMBER_REMOVED));
  }

  /** What one site sends to another: the filter of the receiving inbox's source. */
  public static String outboxTo(String siteId, String destSiteId) {
    return "outbox." + siteId + ".to." + destSiteId + ".>";
  }

  /** All answers to all clients; tools only. */
  public static String allResponses() {
    return "chat.user.*.response.>";
  }

  /** Live events of all channels; tools only. */
  public static String allRoomEvents() {
    return "chat.room.*.event";
  }

  /** Live events of all DMs; tools only. */
  public static String allUserRoomEvents() {
    return "chat.user.*.event.room";
  }

  /** Membership events of all rooms, for what is remembered of members. */
  public static String allMemberEvents() {
    return "chat.room.*.event.member";
  }
}
