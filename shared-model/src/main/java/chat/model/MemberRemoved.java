package chat.model;

import java.util.List;

/**
 * People left a room: payload of {@link OutboxType#MEMBER_REMOVED} and room-wide event (contract 01
 * §2.5).
 *
 * @param type {@code member_removed}, or {@code member_left} when the member left by themselves
 * @param siteId home site of the room
 */
public record MemberRemoved(
    String type,
    String roomId,
    List<String> accounts,
    String siteId,
    @OmitEmpty String orgId,
    long timestamp) {
  /** Copies the lists. */
  public MemberRemoved {
    accounts = List.copyOf(accounts);
  }
}
