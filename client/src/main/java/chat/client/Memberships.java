package chat.client;

import chat.client.RoomUpdate.Reason;
import chat.model.ErrorReply;
import chat.model.RoomEvent;
import chat.model.SubscriptionAction;
import chat.model.SubscriptionUpdate;
import chat.model.Timestamps;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when the account is in its rooms, as far as it was told while connected. Tells why a key is
 * not to be had: the service does not say whether it is gone or was never for this account.
 */
final class Memberships {

  /** The text for somebody who is not in the room (contract 13 A2). */
  private static final String NOT_A_MEMBER = "only room members can list members";

  private final Map<String, Instant> joined = new ConcurrentHashMap<>();

  void changed(SubscriptionUpdate update) {
    String roomId = update.subscription().roomId();
    if (update.action().equals(SubscriptionAction.REMOVED)) {
      joined.remove(roomId);
    } else {
      joined.put(roomId, update.subscription().joinedAt());
    }
  }

  Reason reason(RoomEvent event, ErrorReply refusal) {
    if (refusal.error().equals(NOT_A_MEMBER)) {
      return Reason.NOT_A_MEMBER;
    }
    Instant since = joined.get(event.roomId());
    return since != null && said(event).isBefore(since)
        ? Reason.NOT_A_MEMBER_THEN
        : Reason.KEY_GONE;
  }

  private static Instant said(RoomEvent event) {
    return event.lastMsgAt().equals(Timestamps.ZERO)
        ? Instant.ofEpochMilli(event.timestamp())
        : event.lastMsgAt();
  }
}
