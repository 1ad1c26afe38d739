package chat.roomworker;

import chat.model.MemberRemoved;
import chat.model.OutboxType;
import chat.model.Subscription;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells other sites that a room has a new key, where sites keep copies of keys (04 §12.6): a {@code
 * member_removed} of nobody, which makes them fetch it. A site that keeps no copies ignores it.
 */
final class RotationNews {
  private final SubscriptionStore subscriptions;
  private final UserStore users;
  private final JobEvents events;
  private final String siteId;
  private final boolean wanted;

  /**
   * @param wanted false = nobody is told
   */
  RotationNews(
      SubscriptionStore subscriptions,
      UserStore users,
      JobEvents events,
      String siteId,
      boolean wanted) {
    this.subscriptions = subscriptions;
    this.users = users;
    this.events = events;
    this.siteId = siteId;
    this.wanted = wanted;
  }

  /** Those sites are told whom the event about the removed does not reach. */
  void afterRemoval(String roomId, List<Person> removed, JobOrigin origin) {
    if (wanted) {
      Set<String> sites = new HashSet<>(membersBySite(roomId).keySet());
      sites.removeAll(RemoteMembers.bySite(removed, siteId).keySet());
      sites.forEach(site -> tell(site, roomId, origin, origin.dedupId(site)));
    }
  }

  /**
   * After a rotation all sites are told: those of the newcomers, too, may hold the replaced key.
   * Otherwise those of the newcomers are: they may hold a key from the time when they had other
   * members, and have not heard of rotations since. Whether they had any cannot be seen from what
   * is stored when two additions meet. An event under the usual duplicate-detection id has gone to
   * them already.
   */
  void afterJoining(String roomId, List<String> joined, boolean rotated, JobOrigin origin) {
    if (wanted && !joined.isEmpty()) {
      membersBySite(roomId)
          .forEach(
              (site, members) -> {
                if (rotated || members.stream().anyMatch(joined::contains)) {
                  tell(site, roomId, origin, origin.dedupId(site) + ":key");
                }
              });
    }
  }

  private void tell(String site, String roomId, JobOrigin origin, String dedupId) {
    var nobody =
        new MemberRemoved(
            OutboxType.MEMBER_REMOVED, roomId, List.of(), siteId, "", origin.timestamp());
    events.outbox(OutboxType.MEMBER_REMOVED, site, nobody, origin, dedupId);
  }

  private Map<String, List<String>> membersBySite(String roomId) {
    List<String> members =
        subscriptions.ofRoom(roomId).stream().map(RotationNews::account).toList();
    return RemoteMembers.bySite(users.findAll(members).stream().map(Person::of).toList(), siteId);
  }

  private static String account(Subscription subscription) {
    return subscription.u().account();
  }
}
