package chat.messageworker;

import chat.model.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Both tables in maps, where the latest write wins as in the store; {@link MessageStoreContract}
 * holds it true.
 */
final class InMemoryMessageStore implements MessageStore {
  final Map<String, StoredRow> byRoom = new HashMap<>();
  final Map<String, StoredRow> byId = new HashMap<>();
  private final Map<String, Instant> writtenAt = new HashMap<>();
  RuntimeException failure;

  @Override
  public void save(NewMessage message) {
    if (failure != null) {
      throw failure;
    }
    if (isNewer(message)) {
      StoredRow row = row(message);
      put(row, message.message().createdAt());
      byRoom.put(row.messageId(), row);
    }
  }

  /** As a reply is saved, which stands in no room. */
  void saveById(NewMessage message) {
    if (isNewer(message)) {
      put(row(message), message.message().createdAt());
    }
  }

  private boolean isNewer(NewMessage message) {
    Instant at = message.message().createdAt();
    return !writtenAt.getOrDefault(key(row(message)), Instant.MIN).isAfter(at);
  }

  /** What history-service does later. */
  void edit(String messageId, String text, Instant at) {
    StoredRow row = byId.get(messageId);
    StoredRow edited =
        new StoredRow(
            row.roomId(),
            row.createdAt(),
            row.messageId(),
            row.sender(),
            text,
            row.siteId(),
            at.truncatedTo(ChronoUnit.MILLIS),
            row.mentions(),
            row.type(),
            row.sysMsgData(),
            row.tshow(),
            row.quote());
    put(edited, at);
    byRoom.computeIfPresent(messageId, (id, before) -> edited);
  }

  private void put(StoredRow row, Instant at) {
    writtenAt.put(key(row), at);
    byId.put(row.messageId(), row);
  }

  private static String key(StoredRow row) {
    return row.messageId() + row.createdAt();
  }

  static StoredRow row(NewMessage saved) {
    Message message = saved.message();
    Instant at = message.createdAt().truncatedTo(ChronoUnit.MILLIS);
    return new StoredRow(
        message.roomId(),
        at,
        message.id(),
        saved.sender(),
        message.content(),
        saved.siteId(),
        at,
        Set.copyOf(saved.mentions()),
        message.type(),
        message.sysMsgData(),
        message.tshow(),
        message.quotedParentMessage());
  }
}
