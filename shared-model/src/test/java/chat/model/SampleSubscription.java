package chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription for tests: a plain member of a channel of site-a unless something else is said.
 */
public final class SampleSubscription {
  private final String roomId;
  private final SubscriptionUser user;
  private String id;
  private String siteId = "site-a";
  private @Nullable List<String> roles = List.of(Role.MEMBER);
  private String name = "Harbour crew";
  private String roomType = RoomType.CHANNEL;
  private Instant joinedAt = Instant.parse("2026-01-01T08:00:00Z");
  private @Nullable Instant lastSeenAt;
  private List<String> threadUnread = List.of();
  private boolean alert;

  private SampleSubscription(String roomId, SubscriptionUser user) {
    this.roomId = roomId;
    this.user = user;
    this.id = "s-" + roomId + "-" + user.account();
  }

  public static SampleSubscription of(String roomId, User user) {
    return new SampleSubscription(roomId, new SubscriptionUser(user.id(), user.account()));
  }

  public SampleSubscription id(String value) {
    id = value;
    return this;
  }

  public SampleSubscription site(String value) {
    siteId = value;
    return this;
  }

  public SampleSubscription roles(String... values) {
    roles = List.of(values);
    return this;
  }

  public SampleSubscription owner() {
    return roles(Role.OWNER);
  }

  /** Of a DM or botDM with the counterpart. */
  public SampleSubscription direct(String type, String counterpart) {
    roomType = type;
    name = counterpart;
    roles = null;
    return this;
  }

  public SampleSubscription joinedAt(Instant value) {
    joinedAt = value;
    return this;
  }

  public SampleSubscription lastSeenAt(@Nullable Instant value) {
    lastSeenAt = value;
    return this;
  }

  public SampleSubscription threadUnread(String... values) {
    threadUnread = List.of(values);
    return this;
  }

  public SampleSubscription alert() {
    alert = true;
    return this;
  }

  public Subscription make() {
    return new Subscription(
        id,
        user,
        roomId,
        siteId,
        roles,
        name,
        roomType,
        false,
        null,
        joinedAt,
        lastSeenAt,
        false,
        threadUnread,
        alert,
        false);
  }
}
