package chat.client;

import chat.model.MemberAdded;
import chat.model.MemberRemoved;
import chat.model.Notification;
import chat.model.SubscriptionUpdate;

/** What happens without being asked for. */
public sealed interface ClientEvent {

  /** Something was said, edited or deleted in a room. */
  record RoomChanged(RoomUpdate update) implements ClientEvent {}

  /** People joined an open room. */
  record MembersAdded(MemberAdded change) implements ClientEvent {}

  /** People left an open room. */
  record MembersRemoved(MemberRemoved change) implements ClientEvent {}

  /** The account joined or left a room, or its role changed. */
  record SubscriptionChanged(SubscriptionUpdate update) implements ClientEvent {}

  /** Something was said somewhere; what was sealed of it stands in the message now. */
  record Notified(Notification notification) implements ClientEvent {}

  /** Something was said somewhere that this client cannot open. */
  record NotifiedLocked(Notification notification, RoomUpdate.Reason reason)
      implements ClientEvent {}

  /** A room key was handed out. */
  record KeyReceived(String roomId, long version) implements ClientEvent {}

  /** The connection stands again. What was said meanwhile is in the history only. */
  record Reconnected() implements ClientEvent {}
}
