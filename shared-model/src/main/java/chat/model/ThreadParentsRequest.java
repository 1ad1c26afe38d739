package chat.model;

/**
 * Messages that have threads (contract 09 §12).
 *
 * @param filter empty = {@code all}, {@code following}, {@code unread}
 */
public record ThreadParentsRequest(
    @OmitEmpty String filter, @OmitEmpty long offset, @OmitEmpty long limit) {}
