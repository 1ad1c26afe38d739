package chat.localfleet.bench;

import chat.client.ClientEvent;
import chat.client.RoomUpdate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of each message: accepted, stored, delivered and opened. Messages carry their number
 * in their id, so that an event needs no table to be recognised.
 */
final class Sightings {
  private static final int DIGITS = 8;

  private final OpenLoop loop;
  private final LoadPlan plan;
  private final String idPrefix;
  private final int watchers;
  private final AtomicIntegerArray opened;
  final Latency accepted = new Latency();
  final Latency stored = new Latency();
  final Latency delivered = new Latency();
  final LongAdder errors = new LongAdder();
  final LongAdder locked = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  private final AtomicInteger complete = new AtomicInteger();

  /**
   * @param idPrefix twelve characters of base62, new for each measurement
   * @param watchers clients that each message must reach
   */
  Sightings(OpenLoop loop, LoadPlan plan, String idPrefix, int watchers) {
    this.loop = loop;
    this.plan = plan;
    this.idPrefix = idPrefix;
    this.watchers = watchers;
    this.opened = new AtomicIntegerArray(plan.total());
  }

  String messageId(int k) {
    return idPrefix + String.format("%0" + DIGITS + "d", k);
  }

  /** Records the time from when message k was due, unless it was warm-up. */
  void seen(Latency stage, int k) {
    if (k >= plan.unmeasured()) {
      stage.record(System.nanoTime() - loop.due(k));
    }
  }

  void heard(ClientEvent event) {
    if (!(event instanceof ClientEvent.RoomChanged(RoomUpdate update))
        || !update.event().lastMsgId().startsWith(idPrefix)) {
      return; // not of this measurement
    }
    if (update instanceof RoomUpdate.Locked) {
      locked.increment();
      return;
    }
    int k = Integer.parseInt(update.event().lastMsgId().substring(idPrefix.length()));
    int times = opened.incrementAndGet(k);
    if (times > watchers) {
      duplicates.increment();
      return;
    }
    seen(delivered, k);
    if (times == watchers) {
      complete.incrementAndGet();
    }
  }

  /** Whether every message, of the warm-up too, has reached everybody. */
  boolean allDelivered() {
    return complete.get() == plan.total();
  }

  int undelivered() {
    return plan.total() - complete.get();
  }
}
