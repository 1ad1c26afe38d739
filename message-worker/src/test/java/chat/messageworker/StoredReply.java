package chat.messageworker;

import java.time.Instant;

/**
 * A reply as one of its tables has it.
 *
 * @param parentCreatedAt null in the table of a thread
 */
record StoredReply(StoredRow row, String threadId, String parentId, Instant parentCreatedAt) {}
