package chat.roomworker;

import chat.model.SystemMessageSuffix;
import java.time.Instant;

/**
 * A message that the fleet itself says in a room (03 §3.8, §3.9).
 *
 * @param type one of {@link chat.model.SystemMessageType}
 * @param data what becomes its {@code sysMsgData}
 */
record SystemMessage(
    String roomId,
    Person sender,
    String type,
    SystemMessageSuffix suffix,
    String content,
    Instant createdAt,
    Record data) {}
