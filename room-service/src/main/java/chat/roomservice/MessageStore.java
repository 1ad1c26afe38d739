package chat.roomservice;

import java.time.Instant;
import java.util.Optional;

/** Stored messages, as much of them as read receipts need. */
interface MessageStore {
  /** The newest of that id, deleted or not. */
  Optional<SentMessage> find(String messageId);

  /** Who said something where, and when; empty where the store has nothing. */
  record SentMessage(String roomId, Instant createdAt, String sender) {}
}
