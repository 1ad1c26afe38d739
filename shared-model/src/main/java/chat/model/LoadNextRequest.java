package chat.model;

import org.jspecify.annotations.Nullable;

/** The page of a room after a time (contract 09 §8). */
public record LoadNextRequest(
    @OmitNull @Nullable Long after,
    @OmitEmpty long limit,
    @OmitEmpty String cursor,
    @OmitEmpty @Nullable RoomTimesHint meta) {}
