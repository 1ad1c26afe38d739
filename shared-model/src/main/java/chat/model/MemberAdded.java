package chat.model;

import java.util.List;

/**
 * People joined a room: payload of {@link OutboxType#MEMBER_ADDED} and room-wide event (contract 01
 * §2.5).
 *
 * @param type {@code member_added}
 * @param roomType absent = channel
 * @param siteId home site of the room
 * @param historySharedSince ms; absent, 0 and negative all mean that the whole history is shared
 */
public record MemberAdded(
    String type,
    String roomId,
    String roomName,
    @OmitEmpty String roomType,
    List<String> accounts,
    String siteId,
    @OmitEmpty String requesterAccount,
    long joinedAt,
    @OmitEmpty long historySharedSince,
    long timestamp) {
  /** Copies the lists. */
  public MemberAdded {
    accounts = List.copyOf(accounts);
  }
}
