package chat.inboxworker;

import chat.model.Ids;
import chat.model.OutboxType;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Requester;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.util.Map;

/** The handlers of this service, wired on top of stores. */
final class Operations {
  private final Config config;
  private final Stores stores;
  private final Clock clock;

  Operations(Config config, Stores stores, Clock clock) {
    this.config = config;
    this.stores = stores;
    this.clock = clock;
  }

  /** For a site that keeps no copies of keys. */
  InboxEvents withoutKeys() {
    return events(add(RoomKeyCopies.NONE), remove(RoomKeyCopies.NONE));
  }

  /**
   * For a site that keeps copies of other sites' keys.
   *
   * @param requester reaches those sites
   * @param meter of {@link RoomKeyMetrics#METER}
   */
  InboxEvents withKeys(RoomKeyStore keys, Requester requester, Meter meter) {
    var metrics = new ReplicationMetrics(meter);
    var copies =
        new FetchedRoomKeys(
            config.siteId(),
            stores.rooms(),
            keys,
            new KeyOffice(requester, config.keys().requestTimeout(), metrics),
            new RoomKeyMetrics(meter));
    int max = config.keys().maxRedeliver();
    return events(
        new BoundedRedelivery(add(copies), max, metrics),
        new BoundedRedelivery(remove(copies), max, metrics));
  }

  private AddMembers add(RoomKeyCopies copies) {
    return new AddMembers(
        stores.users(),
        stores.subscriptions(),
        stores.marks(),
        copies,
        new Ids(clock),
        config.siteId());
  }

  private RemoveMembers remove(RoomKeyCopies copies) {
    return new RemoveMembers(stores.subscriptions(), stores.marks(), copies);
  }

  private InboxEvents events(InboxEventHandler added, InboxEventHandler removed) {
    return new InboxEvents(
        config.siteId(),
        Map.of(
            OutboxType.MEMBER_ADDED, added,
            OutboxType.MEMBER_REMOVED, removed,
            OutboxType.ROLE_UPDATED, new UpdateRoles(stores.subscriptions(), stores.marks()),
            OutboxType.SUBSCRIPTION_READ, new MarkRead(stores.subscriptions()),
            OutboxType.THREAD_SUBSCRIPTION_UPSERTED, new FollowThread(stores.threads()),
            OutboxType.ROOM_SYNC, new SyncRoom(stores.rooms())));
  }
}
