package chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One member's view of one room, one document of {@code subscriptions} (contract 01 §2.2).
 *
 * @param siteId home site of the room
 * @param roles values of {@link Role}; null for DM and botDM
 * @param name channel: name of the room; DM and botDM: the counterpart's account
 * @param isSubscribed true only for the human side of a botDM
 * @param historySharedSince nothing older is readable; null = everything is
 * @param threadUnread ids of parent messages
 */
public record Subscription(
    String id,
    SubscriptionUser u,
    String roomId,
    String siteId,
    @Nullable List<String> roles,
    String name,
    String roomType,
    @OmitEmpty boolean isSubscribed,
    @OmitEmpty @Nullable Instant historySharedSince,
    Instant joinedAt,
    @OmitEmpty @Nullable Instant lastSeenAt,
    boolean hasMention,
    @OmitEmpty List<String> threadUnread,
    boolean alert,
    boolean disableNotification) {
  /** Copies the lists. */
  public Subscription {
    roles = Lists.copy(roles);
    threadUnread = List.copyOf(threadUnread);
  }

  /** The stub that goes out with {@link SubscriptionAction#REMOVED} (contract 01 §2.4). */
  public static Subscription removed(SubscriptionUser who, String roomId) {
    return new Subscription(
        "",
        who,
        roomId,
        "",
        null,
        "",
        RoomType.CHANNEL,
        false,
        null,
        Timestamps.ZERO,
        null,
        false,
        List.of(),
        false,
        false);
  }
}
