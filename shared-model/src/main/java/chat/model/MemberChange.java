package chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both member payloads as the search indices read them; what a removal does not carry is zero
 * (contract 01 §2.5).
 */
public record MemberChange(
    String roomId,
    String roomName,
    String roomType,
    String siteId,
    List<String> accounts,
    @OmitNull @Nullable Long historySharedSince,
    @OmitNull @Nullable Long joinedAt,
    long timestamp) {
  /** Copies the lists. */
  public MemberChange {
    accounts = List.copyOf(accounts);
  }
}
