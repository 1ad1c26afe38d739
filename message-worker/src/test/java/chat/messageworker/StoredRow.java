package chat.messageworker;

import chat.model.Bytes;
import chat.model.QuotedParentMessage;
import chat.model.StoredParticipant;
import java.time.Instant;
import java.util.Set;

/** A row of one of the two tables, as far as this service writes it. */
record StoredRow(
    String roomId,
    Instant createdAt,
    String messageId,
    StoredParticipant sender,
    String msg,
    String siteId,
    Instant updatedAt,
    Set<StoredParticipant> mentions,
    String type,
    Bytes sysMsgData,
    boolean tshow,
    QuotedParentMessage quote) {}
