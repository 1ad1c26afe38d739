package chat.roomworker;

import chat.model.Lists;
import chat.model.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Subscriptions of {@link Documents}. */
final class InMemorySubscriptionStore implements SubscriptionStore {
  private final Documents site;

  InMemorySubscriptionStore(Documents site) {
    this.site = site;
  }

  @Override
  public void insertAbsent(List<Subscription> wanted) {
    for (Subscription s : wanted) {
      if (find(s.roomId(), s.u().account()).isEmpty()) {
        site.subscriptions.add(s);
      }
    }
  }

  @Override
  public List<Subscription> ofRoom(String roomId) {
    return site.subscriptions.stream().filter(s -> s.roomId().equals(roomId)).toList();
  }

  @Override
  public List<Subscription> find(String roomId, Collection<String> accounts) {
    return ofRoom(roomId).stream().filter(s -> accounts.contains(s.u().account())).toList();
  }

  @Override
  public boolean addRole(String roomId, String account, String role) {
    return change(
        roomId,
        account,
        roles -> {
          List<String> more = new ArrayList<>(roles);
          more.add(role);
          return Lists.distinct(more);
        });
  }

  @Override
  public boolean removeRole(String roomId, String account, String role) {
    return change(roomId, account, roles -> roles.stream().filter(r -> !r.equals(role)).toList());
  }

  private boolean change(String roomId, String account, UnaryOperator<List<String>> roles) {
    boolean there = find(roomId, account).isPresent();
    site.subscriptions.replaceAll(
        s ->
            s.roomId().equals(roomId) && s.u().account().equals(account)
                ? withRoles(s, roles.apply(Lists.orEmpty(s.roles())))
                : s);
    return there;
  }

  private static Subscription withRoles(Subscription s, List<String> roles) {
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
        s.lastSeenAt(),
        s.hasMention(),
        s.threadUnread(),
        s.alert(),
        s.disableNotification());
  }

  @Override
  public void delete(String roomId, Collection<String> accounts) {
    site.subscriptions.removeIf(
        s -> s.roomId().equals(roomId) && accounts.contains(s.u().account()));
  }
}
