package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * The newest page of a room before a time (contract 09 §7).
 *
 * @param before ms; null = now
 */
public record LoadHistoryRequest(
    @OmitNull @Nullable Long before,
    @OmitEmpty long limit,
    @OmitEmpty @Nullable RoomTimesHint meta) {}
