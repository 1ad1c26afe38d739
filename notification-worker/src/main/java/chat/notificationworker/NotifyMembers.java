package chat.notificationworker;

import chat.model.Bytes;
import chat.model.EncryptedMessage;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.Notification;
import chat.model.RoomEventType;
import chat.model.Subjects;
import chat.roomkeystore.ChannelSealing.Choice;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamHandler;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notifies the members of a room of a new message (08 §3). */
final class NotifyMembers implements StreamHandler {
  private final String siteId;
  private final String created;
  private final RecipientStore members;
  private final ContentSealing sealing;
  private final Notifications notifications;
  private final Clock clock;

  NotifyMembers(
      String siteId,
      RecipientStore members,
      ContentSealing sealing,
      Notifications notifications,
      Clock clock) {
    this.siteId = siteId;
    this.created = Subjects.messageCreated(siteId);
    this.members = members;
    this.sealing = sealing;
    this.notifications = notifications;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Delivery delivery) throws InterruptedException {
    // the durable is shared with fleets that do not filter it; the body's "event" is not looked at
    if (!delivery.subject().equals(created)) {
      return Outcome.DONE;
    }
    MessageEvent event;
    try {
      event = Json.read(delivery.body(), MessageEvent.class); // 1
    } catch (MalformedJsonException e) {
      return new Outcome.Reject("malformed event: " + e.reason());
    }
    Message message = event.message();
    List<Recipient> recipients = recipients(message); // 2, 4
    if (recipients.isEmpty()) {
      return Outcome.DONE;
    }
    return switch (sealing.choose(message.roomId())) { // 3
      case Choice.Impossible(String reason) -> new Outcome.Retry(reason);
      case Choice.Plaintext() -> notify(message, null, recipients, delivery);
      case Choice.Sealed(var sealer) ->
          notify(withoutContent(message), sealer.seal(Json.write(message)), recipients, delivery);
    };
  }

  private List<Recipient> recipients(Message message) throws InterruptedException {
    return members.of(message.roomId()).stream()
        .filter(member -> !member.userId().equals(message.userId()))
        .toList();
  }

  private Outcome notify(
      Message message,
      @Nullable EncryptedMessage sealed,
      List<Recipient> recipients,
      Delivery delivery) {
    var notification =
        new Notification(
            RoomEventType.NEW_MESSAGE,
            message.roomId(),
            message,
            sealed,
            sealed == null ? "" : siteId, // without it nobody would know where to ask for the key
            clock.millis());
    notifications.send(notification, recipients, delivery.requestId());
    return Outcome.DONE; // 5
  }

  /** Who wrote when and where, as a sealed room event tells it, too. */
  private static Message withoutContent(Message message) {
    return new Message(
        message.id(),
        message.roomId(),
        message.userId(),
        message.userAccount(),
        "",
        List.of(),
        message.createdAt(),
        message.editedAt(),
        message.updatedAt(),
        message.threadParentMessageId(),
        message.threadParentMessageCreatedAt(),
        message.tshow(),
        message.type(),
        Bytes.EMPTY,
        null);
  }
}
