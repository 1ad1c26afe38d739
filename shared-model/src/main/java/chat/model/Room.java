package chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room, one document of {@code rooms} (contract 01 §2.2).
 *
 * @param type one of {@link RoomType}
 * @param siteId home site of the room
 * @param userCount human members
 * @param appCount bot members
 * @param minUserLastSeenAt read floor: everybody has seen what is older
 * @param uids DM and botDM only, sorted; equal positions of {@code uids} and {@code accounts} are
 *     one person
 */
public record Room(
    String id,
    String name,
    String type,
    String siteId,
    long userCount,
    long appCount,
    @OmitEmpty @Nullable Instant lastMsgAt,
    String lastMsgId,
    @OmitEmpty @Nullable Instant lastMentionAllAt,
    @OmitEmpty @Nullable Instant minUserLastSeenAt,
    Instant createdAt,
    Instant updatedAt,
    @OmitEmpty boolean restricted,
    @OmitEmpty List<String> uids,
    @OmitEmpty List<String> accounts) {
  /** Copies the lists. */
  public Room {
    uids = List.copyOf(uids);
    accounts = List.copyOf(accounts);
  }
}
