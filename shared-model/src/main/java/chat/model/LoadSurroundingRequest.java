package chat.model;

import org.jspecify.annotations.Nullable;

/** A message and its neighbours (contract 09 §9). */
public record LoadSurroundingRequest(
    String messageId, @OmitEmpty long limit, @OmitEmpty @Nullable RoomTimesHint meta) {}
