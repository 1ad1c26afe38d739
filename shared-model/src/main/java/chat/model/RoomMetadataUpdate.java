package chat.model;

import java.time.Instant;

/** Defined by the contract and published by nobody (contract 01 §2.4). */
public record RoomMetadataUpdate(
    String roomId,
    String name,
    long userCount,
    Instant lastMessageAt,
    Instant updatedAt,
    long timestamp) {}
