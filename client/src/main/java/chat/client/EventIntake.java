package chat.client;

import chat.client.KeyRing.KeyId;
import chat.client.Wire.Incoming;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MemberAdded;
import chat.model.MemberRemoved;
import chat.model.Notification;
import chat.model.OutboxType;
import chat.model.RoomEvent;
import chat.model.RoomKeyEvent;
import chat.model.SubjectTokens;
import chat.model.SubscriptionUpdate;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes what arrives without being asked for (contract 01 §4.2). */
final class EventIntake {

  private static final Logger log = LoggerFactory.getLogger(EventIntake.class);

  private final KeyRing keys;
  private final MissingKeys missing;
  private final Memberships memberships;
  private final Consumer<ClientEvent> listener;

  EventIntake(
      KeyRing keys, MissingKeys missing, Memberships memberships, Consumer<ClientEvent> listener) {
    this.keys = keys;
    this.missing = missing;
    this.memberships = memberships;
    this.listener = listener;
  }

  /** {@code chat.user.{account}.event.room}. */
  void ownRoomEvent(Incoming incoming) {
    decode(incoming, RoomEvent.class, event -> take(event, event.siteId()));
  }

  /** {@code chat.room.{roomID}.event}. */
  void roomEvent(RoomRef room, Incoming incoming) {
    decode(
        incoming,
        RoomEvent.class,
        event -> {
          if (event.roomId().equals(room.roomId())) {
            take(event, event.siteId().isEmpty() ? room.siteId() : event.siteId());
          } else {
            log.warn("event of another room on {}", incoming.subject());
          }
        });
  }

  /** {@code chat.user.{account}.event.room.key}. */
  void key(Incoming incoming) {
    decode(
        incoming,
        RoomKeyEvent.class,
        event -> {
          KeyId id = new KeyId(event.roomId(), event.version());
          if (keys.put(id, event.privateKey())) {
            missing.arrived(id);
            listener.accept(new ClientEvent.KeyReceived(event.roomId(), event.version()));
          } else {
            log.warn("key event of room {} holds no key", event.roomId());
          }
        });
  }

  /** {@code chat.user.{account}.event.subscription.update}. */
  void subscription(Incoming incoming) {
    decode(
        incoming,
        SubscriptionUpdate.class,
        update -> {
          memberships.changed(update);
          listener.accept(new ClientEvent.SubscriptionChanged(update));
        });
  }

  /** {@code chat.user.{account}.notification}. */
  void notification(Incoming incoming) {
    decode(
        incoming,
        Notification.class,
        notification -> {
          RoomRef room = new RoomRef(notification.roomId(), notification.siteId());
          if (notification.encryptedMessage() == null) {
            listener.accept(new ClientEvent.Notified(notification));
          } else if (isPlace(room)) {
            missing.take(
                room,
                SealedNotification.asEvent(notification),
                update -> listener.accept(SealedNotification.told(notification, update)));
          } else {
            listener.accept(
                new ClientEvent.NotifiedLocked(notification, RoomUpdate.Reason.MALFORMED));
          }
        });
  }

  /** {@code chat.room.{roomID}.event.member}. */
  void members(Incoming incoming) {
    decode(
        incoming,
        MemberRemoved.class,
        change -> {
          if (change.type().equals(OutboxType.MEMBER_ADDED)) {
            decode(
                incoming,
                MemberAdded.class,
                added -> listener.accept(new ClientEvent.MembersAdded(added)));
          } else {
            listener.accept(new ClientEvent.MembersRemoved(change));
          }
        });
  }

  private void take(RoomEvent event, String siteId) {
    RoomRef room = new RoomRef(event.roomId(), siteId);
    Consumer<RoomUpdate> passOn = update -> listener.accept(new ClientEvent.RoomChanged(update));
    if (isPlace(room)) {
      missing.take(room, event, passOn);
    } else {
      passOn.accept(new RoomUpdate.Locked(event, RoomUpdate.Reason.MALFORMED));
    }
  }

  private static boolean isPlace(RoomRef room) {
    return SubjectTokens.isToken(room.roomId()) && SubjectTokens.isToken(room.siteId());
  }

  private static <T extends Record> void decode(
      Incoming incoming, Class<T> type, Consumer<T> then) {
    T value;
    try {
      value = Json.read(incoming.body(), type);
    } catch (MalformedJsonException e) {
      log.warn("malformed event on {}: {}", incoming.subject(), e.reason());
      return;
    }
    then.accept(value);
  }
}
