package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * The replies of a thread (contract 09 §11).
 *
 * @param threadMessageId the parent
 */
public record ThreadMessagesRequest(
    String threadMessageId,
    @OmitEmpty String cursor,
    @OmitEmpty long limit,
    @OmitEmpty @Nullable RoomTimesHint meta) {}
