package chat.model;

import org.jspecify.annotations.Nullable;

/** What a client remembers about a room; saves history-service a read (contract 09 §5.1). */
public record RoomTimesHint(
    @OmitNull @Nullable Long lastMsgAt, @OmitNull @Nullable Long createdAt) {}
