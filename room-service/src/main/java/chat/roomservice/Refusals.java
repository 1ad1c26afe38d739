package chat.roomservice;

import chat.model.MalformedJsonException;
import chat.model.QuotedText;
import chat.runtime.Reply;
import chat.runtime.Reply.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refusals of room-service (02 §5). What a client may read is a constant or a method of its
 * own; a {@link #masked} reason reaches the log alone.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  static final Refusal REQUEST_ID_MISSING = Reply.refuse("missing X-Request-ID header");
  static final Refusal REQUEST_ID_MALFORMED = Reply.refuse("invalid X-Request-ID format");
  static final Refusal NOTHING_TO_CREATE =
      Reply.refuse("request must include at least one of users, orgs, channels, or name");
  static final Refusal DM_WITH_ONESELF = Reply.refuse("cannot create a DM with yourself");
  static final Refusal CHANNEL_WITHOUT_NAME = Reply.refuse("channel name is required");
  static final Refusal CHANNEL_NAME_TOO_LONG =
      Reply.refuse("channel name must be at most 100 characters");
  static final Refusal BOT_IN_CHANNEL = Reply.refuse("bots cannot be added to a channel");
  static final Refusal USER_UNKNOWN = Reply.refuse("user not found");
  static final Refusal NAMES_MISSING = Reply.refuse("user is missing required name fields");
  static final Refusal BOT_UNAVAILABLE = Reply.refuse("bot not available");
  static final Refusal NOT_A_MEMBER = Reply.refuse("only room members can list members");
  static final Refusal OTHER_ROOM = Reply.refuse("invalid request: room ID mismatch");
  static final Refusal NOT_A_CHANNEL_TO_ADD_TO =
      Reply.refuse("cannot add members to a non-channel room");
  static final Refusal ONLY_OWNERS_ADD =
      Reply.refuse("only owners can add members to a restricted room");
  static final Refusal ONLY_OWNERS_REMOVE = Reply.refuse("only owners can remove members");
  static final Refusal NO_SUCH_ROLE = Reply.refuse("invalid role: must be owner or member");
  static final Refusal ROLES_OF_CHANNELS_ONLY =
      Reply.refuse("role update is only allowed in channel rooms");
  static final Refusal ONLY_OWNERS_UPDATE_ROLES = Reply.refuse("only owners can update roles");
  static final Refusal TARGET_NOT_A_MEMBER =
      Reply.refuse("target user is not a member of this room");
  static final Refusal ALREADY_AN_OWNER = Reply.refuse("user is already an owner");
  static final Refusal NOT_AN_OWNER = Reply.refuse("user is not an owner");
  static final Refusal ONLY_INDIVIDUALS_OWN =
      Reply.refuse("only individual members can be promoted to owner");
  static final Refusal LAST_OWNER = Reply.refuse("cannot demote the last owner");
  static final Refusal ORG_UNKNOWN = Reply.refuse("invalid org");
  static final Refusal MESSAGE_ID_MISSING = Reply.refuse("invalid request: messageId is required");
  static final Refusal MESSAGE_UNKNOWN = Reply.refuse("message not found");
  static final Refusal MESSAGE_OF_ANOTHER_ROOM =
      Reply.refuse("message does not belong to this room");
  static final Refusal NOT_THE_SENDER =
      Reply.refuse("only the message sender can view read receipts");
  static final Refusal KEY_UNAVAILABLE = Reply.refuse("room key not available");
  static final Refusal INBOX_NOT_PRIVATE =
      Reply.refuse("invalid request: the reply inbox must be private");

  private Refusals() {}

  static Refusal malformed(MalformedJsonException e) {
    return Reply.refuse("invalid request: " + e.getMessage());
  }

  static Refusal unknownOrg(String orgId) {
    return Reply.refuse("org " + QuotedText.of(orgId) + ": invalid org");
  }

  static Refusal unknownUser(String account) {
    return Reply.refuse("user " + QuotedText.of(account) + ": user not found");
  }

  static Refusal requesterNotInRoom(String account, String roomId) {
    return Reply.refuse(
        "requester not in room: %s in room %s: subscription not found"
            .formatted(QuotedText.of(account), QuotedText.of(roomId)));
  }

  static Refusal roomIsFull(int max, long wanted, long existing) {
    return Reply.refuse(
        "room is at maximum capacity (%d): cannot add %d members to room with %d existing"
            .formatted(max, wanted, existing));
  }

  static Refusal expansionTimedOut(String roomId, String siteId) {
    return Reply.refuse("timeout listing members of channel " + roomId + "@" + siteId);
  }

  static Refusal remoteExpansionFailed(String roomId, String siteId, String text) {
    return Reply.refuse(
        "expand channels: remote list-members %s@%s: remote member.list: %s"
            .formatted(roomId, siteId, text));
  }

  /** Clients test for this very text and treat it as success (02 §9.1 D4). */
  static Refusal dmExists(String roomId) {
    return new Refusal("dm already exists", "", roomId);
  }

  /**
   * The same for a room that does not exist and one the requester is not subscribed to (00 row 11).
   */
  static Refusal roomNotFound(String roomId) {
    return Reply.refuse(
        "room " + QuotedText.of(roomId) + " not found: mongo: no documents in result");
  }

  /** Whether there is such a room, nobody knows: its store did not answer. */
  static Refusal roomUnreadable(String roomId) {
    return Reply.refuse("room " + QuotedText.of(roomId) + " not found: internal error");
  }

  /** The client reads {@code internal error}; the reason is for the operator. */
  static Refusal masked(String reason) {
    LOG.atWarn().addKeyValue("reason", reason).log("request refused");
    return Reply.internalError();
  }
}
