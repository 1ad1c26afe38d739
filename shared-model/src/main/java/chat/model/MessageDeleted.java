package chat.model;

import java.time.Instant;

/**
 * The deletion inside a {@link RoomEvent} (contract 01 §2.4, 05 §7).
 *
 * @param deletedBy account of the sender
 */
public record MessageDeleted(
    String messageId, String deletedBy, Instant deletedAt, Instant updatedAt) {}
