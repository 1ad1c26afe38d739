package chat.historyservice;

import chat.model.HistoryOperation;
import chat.model.MessageBuckets;
import chat.runtime.RequestHandler;
import chat.stores.ReplyCounting;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The operations of this service, wired from what they need (09 §2.1). */
final class Operations {
  private final String siteId;
  private final Stores stores;
  private final CanonicalEvents events;
  private final Surroundings around;
  private final MessageBuckets buckets;
  private final RoomAccess access;
  private final MessageLookup lookup;
  private final RoomTimesResolver roomTimes;
  private final BucketWalk walk;
  private final CursorPages pages;

  /** Everything stored; what each is for stands at its interface. */
  record Stores(
      SubscriptionStore subscriptions,
      RoomStore rooms,
      ThreadStore threads,
      MessageStore messages,
      MessageChanges changes,
      ReplyCounting replyCounts) {}

  Operations(
      Config config,
      Stores stores,
      CanonicalEvents events,
      Surroundings around,
      LongSupplier nanoTime) {
    this.siteId = config.siteId();
    this.stores = stores;
    this.events = events;
    this.around = around;
    buckets = MessageBuckets.ofHours(config.bucketHours());
    access = new RoomAccess(stores.subscriptions());
    lookup = new MessageLookup(stores.messages());
    roomTimes = new RoomTimesResolver(stores.rooms(), around.clock());
    // what a walk has found by half of a request's time is answered within the other half
    var limits =
        new WalkLimits(config.windowsPerWalk(), config.requestLimit().dividedBy(2), nanoTime);
    walk = new BucketWalk(new ReadAhead(stores.messages(), around.threads()), buckets, limits);
    pages = new CursorPages(walk, buckets, around.maxReply());
  }

  /** Operations that change nothing: they may be interrupted. */
  Map<HistoryOperation, RequestHandler> reads() {
    Map<HistoryOperation, RequestHandler> handlers = new EnumMap<>(HistoryOperation.class);
    var newest = new NewestMessages(stores.messages(), walk, buckets);
    var neighbours = new Neighbours(walk, buckets, around);
    handlers.put(
        HistoryOperation.HISTORY,
        new LoadHistory(access, roomTimes, newest, stores.rooms(), around));
    handlers.put(HistoryOperation.NEXT, new LoadNext(access, roomTimes, pages, buckets, around));
    handlers.put(
        HistoryOperation.SURROUNDING,
        new LoadSurrounding(access, lookup, roomTimes, neighbours, around));
    handlers.put(HistoryOperation.GET, new GetMessage(access, lookup));
    handlers.put(
        HistoryOperation.THREAD,
        new LoadThread(access, lookup, stores.threads(), roomTimes, pages, buckets, around));
    handlers.put(
        HistoryOperation.THREAD_PARENT,
        new LoadThreadParents(access, stores.threads(), stores.messages(), around));
    return handlers;
  }

  /** Operations that change messages: once begun they are not to be interrupted. */
  Map<HistoryOperation, RequestHandler> changes() {
    Map<HistoryOperation, RequestHandler> handlers = new EnumMap<>(HistoryOperation.class);
    handlers.put(
        HistoryOperation.EDIT,
        new EditMessage(access, lookup, stores.changes(), events, siteId, around.clock()));
    handlers.put(
        HistoryOperation.DELETE,
        new DeleteMessage(
            access,
            lookup,
            stores.changes(),
            stores.replyCounts(),
            events,
            siteId,
            around.clock()));
    return handlers;
  }
}
