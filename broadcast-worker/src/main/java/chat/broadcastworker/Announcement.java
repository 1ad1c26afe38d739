package chat.broadcastworker;

import chat.model.ClientMessage;
import chat.model.EncryptedMessage;
import chat.model.Mentions;
import chat.model.Message;
import chat.model.Participant;
import chat.model.RoomEvent;
import chat.model.RoomEventType;
import chat.model.User;
import chat.stores.RoomMeta;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new message on its way to clients: its events in all their forms (05 §7).
 *
 * @param people sender and mentioned people, as far as they are known, by account
 * @param publishedAt ms
 */
record Announcement(
    Message message, Mentions mentions, Map<String, User> people, RoomMeta room, long publishedAt) {

  /** The message with its sender; a sender that nobody knows is named by their account. */
  ClientMessage clientMessage() {
    String account = message.userAccount();
    User user = people.get(account);
    return new ClientMessage(
        message,
        user == null
            ? new Participant(message.userId(), account, "", account, account)
            : new Participant(message.userId(), account, "", user.chineseName(), user.engName()));
  }

  /** For a channel, readable. */
  RoomEvent plain() {
    return event(mentions.participants(people), mentions.all(), false, clientMessage(), null);
  }

  /** For a channel; who is mentioned stays readable. */
  RoomEvent sealed(EncryptedMessage envelope) {
    return event(mentions.participants(people), mentions.all(), false, null, envelope);
  }

  /** For one person of a DM. */
  RoomEvent personal(boolean mentioned) {
    return event(List.of(), false, mentioned, clientMessage(), null);
  }

  private RoomEvent event(
      List<Participant> mentioned,
      boolean mentionAll,
      boolean hasMention,
      @Nullable ClientMessage plain,
      @Nullable EncryptedMessage sealed) {
    return new RoomEvent(
        RoomEventType.NEW_MESSAGE,
        room.id(),
        publishedAt,
        room.name(),
        room.type(),
        room.siteId(),
        room.userCount(),
        message.createdAt(),
        message.id(),
        mentioned,
        mentionAll,
        hasMention,
        plain,
        sealed,
        null,
        null);
  }
}
