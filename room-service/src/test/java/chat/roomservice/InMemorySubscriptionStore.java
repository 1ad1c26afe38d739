package chat.roomservice;

import chat.model.RoomType;
import chat.model.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Subscriptions of {@link Documents}. */
final class InMemorySubscriptionStore implements SubscriptionStore {
  private final Documents site;

  InMemorySubscriptionStore(Documents site) {
    this.site = site;
  }

  @Override
  public Optional<Subscription> find(String roomId, String account) {
    return site.subscriptions.stream()
        .filter(s -> s.roomId().equals(roomId) && s.u().account().equals(account))
        .findFirst();
  }

  @Override
  public Optional<Subscription> findDirect(String account, String counterpart) {
    return site.subscriptions.stream()
        .filter(s -> s.u().account().equals(account) && s.name().equals(counterpart))
        .filter(s -> Set.of(RoomType.DM, RoomType.BOT_DM).contains(s.roomType()))
        .findFirst();
  }

  @Override
  public List<String> roomIdsOf(String account) {
    return site.subscriptions.stream()
        .filter(s -> s.u().account().equals(account))
        .map(Subscription::roomId)
        .toList();
  }
}
