package chat.roomservice;

import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.Timestamps;
import chat.model.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

  @Override
  public Optional<TargetMember> findTarget(String roomId, String account) {
    return find(roomId, account)
        .map(
            s ->
                new TargetMember(
                    s,
                    hasRow(roomId, MemberType.INDIVIDUAL, m -> m.account().equals(account)),
                    site.users.stream()
                        .filter(user -> user.account().equals(account))
                        .findFirst()
                        .filter(user -> hasRow(roomId, MemberType.ORG, m -> isOf(user, m.id())))
                        .isPresent()));
  }

  private static boolean isOf(User user, String org) {
    return !org.isEmpty() && (user.sectId().equals(org) || user.deptId().equals(org));
  }

  private boolean hasRow(String roomId, String type, Predicate<MemberEntry> which) {
    return site.rows.stream()
        .filter(row -> row.rid().equals(roomId) && row.member().type().equals(type))
        .anyMatch(row -> which.test(row.member()));
  }

  private Stream<Subscription> ofRoom(String roomId) {
    return site.subscriptions.stream().filter(s -> s.roomId().equals(roomId));
  }

  @Override
  public MemberCounts count(String roomId) {
    return new MemberCounts(
        ofRoom(roomId).count(), ofRoom(roomId).filter(TargetMember::owns).count());
  }

  @Override
  public boolean markRead(String roomId, String account, Instant seenAt, boolean alert) {
    boolean there = find(roomId, account).isPresent();
    site.subscriptions.replaceAll(
        s ->
            s.roomId().equals(roomId) && s.u().account().equals(account)
                ? read(s, seenAt, alert)
                : s);
    return there;
  }

  private static Subscription read(Subscription s, Instant seenAt, boolean alert) {
    Instant before = s.lastSeenAt();
    return new Subscription(
        s.id(),
        s.u(),
        s.roomId(),
        s.siteId(),
        s.roles(),
        s.name(),
        s.roomType(),
        s.isSubscribed(),
        s.historySharedSince(),
        s.joinedAt(),
        before != null && before.isAfter(seenAt) ? before : seenAt,
        s.hasMention(),
        s.threadUnread(),
        alert,
        s.disableNotification());
  }

  @Override
  public Optional<Instant> oldestSeen(String roomId) {
    return seen(roomId).map(Subscription::lastSeenAt).min(Comparator.naturalOrder());
  }

  @Override
  public List<String> seenSince(String roomId, Instant time, String exceptAccount) {
    return seen(roomId)
        .filter(s -> !s.lastSeenAt().isBefore(time) && !s.u().account().equals(exceptAccount))
        .map(s -> s.u().id())
        .toList();
  }

  private Stream<Subscription> seen(String roomId) {
    return ofRoom(roomId).filter(s -> !Timestamps.isUnset(s.lastSeenAt()));
  }
}
