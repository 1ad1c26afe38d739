package chat.inboxworker;

import chat.model.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subscriptions for handler tests; {@link SubscriptionStoreContract} holds it true. */
final class InMemorySubscriptionStore implements SubscriptionStore {
  private record Key(String roomId, String account) {}

  private final Map<Key, Subscription> subscriptions = new LinkedHashMap<>();
  private final Map<Key, Instant> rolesAt = new HashMap<>();

  Optional<Subscription> find(String roomId, String account) {
    return Optional.ofNullable(subscriptions.get(new Key(roomId, account)));
  }

  List<Subscription> all() {
    return new ArrayList<>(subscriptions.values());
  }

  @Override
  public void insertAbsent(List<Subscription> wanted) {
    wanted.forEach(s -> subscriptions.putIfAbsent(new Key(s.roomId(), s.u().account()), s));
  }

  @Override
  public void remove(String roomId, Collection<String> accounts) {
    removeJoinedUntil(roomId, accounts, Instant.MAX);
  }

  @Override
  public void removeJoinedUntil(String roomId, Collection<String> accounts, Instant joinedAt) {
    for (String account : accounts) {
      var key = new Key(roomId, account);
      Subscription s = subscriptions.get(key);
      if (s != null && !s.joinedAt().isAfter(joinedAt)) {
        subscriptions.remove(key);
        rolesAt.remove(key);
      }
    }
  }

  @Override
  public RoleChange setRoles(
      String roomId, String account, List<String> roles, @Nullable Instant at) {
    var key = new Key(roomId, account);
    Subscription s = subscriptions.get(key);
    if (s == null) {
      return RoleChange.NO_SUBSCRIPTION;
    }
    if (at != null && rolesAt.containsKey(key) && rolesAt.get(key).isAfter(at)) {
      return RoleChange.SUPERSEDED;
    }
    if (at != null) {
      rolesAt.put(key, at);
    }
    subscriptions.put(key, changed(s, roles, s.lastSeenAt(), s.alert()));
    return RoleChange.APPLIED;
  }

  @Override
  public void markRead(String roomId, String account, Instant lastSeenAt, boolean alert) {
    subscriptions.computeIfPresent(
        new Key(roomId, account),
        (_, s) ->
            s.lastSeenAt() == null || s.lastSeenAt().isBefore(lastSeenAt)
                ? changed(s, s.roles(), lastSeenAt, alert)
                : s);
  }

  private static Subscription changed(
      Subscription s, @Nullable List<String> roles, @Nullable Instant lastSeenAt, boolean alert) {
    return new Subscription(
        s.id(),
        s.u(),
        s.roomId(),
        s.siteId(),
        roles,
        s.name(),
        s.roomType(),
        s.isSubscribed(),
        s.historySharedSince(),
        s.joinedAt(),
        lastSeenAt,
        s.hasMention(),
        s.threadUnread(),
        alert,
        s.disableNotification());
  }
}
