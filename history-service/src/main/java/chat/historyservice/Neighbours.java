package chat.historyservice;

import chat.model.LoadSurroundingReply;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import chat.runtime.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what was said before and after a message. Messages of its very time are on the side of it
 * where their ids put them.
 */
final class Neighbours {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  private final BucketWalk walk;
  private final MessageBuckets buckets;
  private final Surroundings around;

  /**
   * What is asked for.
   *
   * @param since no older messages; null = no bound of the reader's own
   * @param total messages wanted, the central one among them
   */
  record Wanted(StoredMessage central, @Nullable Instant since, WalkBounds bounds, int total) {
    Position place() {
      return new Position(central.createdAt(), central.messageId());
    }

    int older() {
      return total / 2;
    }

    int newer() {
      return (total - 1) / 2;
    }
  }

  /**
   * One side of the message.
   *
   * @param messages the nearest one first
   * @param more whether there may be others behind them
   */
  private record Side(List<StoredMessage> messages, boolean more) {
    static final Side NOTHING = new Side(List.of(), false);

    Side nearest(int count) {
      return count >= messages.size() ? this : new Side(messages.subList(0, count), true);
    }
  }

  Neighbours(BucketWalk walk, MessageBuckets buckets, Surroundings around) {
    this.walk = walk;
    this.buckets = buckets;
    this.around = around;
  }

  Reply of(Wanted wanted) throws InterruptedException {
    if (wanted.total() == 1) { // 6
      return reply(wanted, Side.NOTHING, Side.NOTHING);
    }
    var newer = new FutureTask<>(() -> newer(wanted)); // 8
    around.threads().execute(newer);
    try {
      Side older = told("before", wanted, () -> older(wanted));
      return reply(wanted, older, told("after", wanted, newer::get));
    } catch (RuntimeException e) {
      return Refusals.SURROUNDING_FAILED; // the cause has been logged with its side
    } finally {
      newer.cancel(true);
    }
  }

  private static Side told(String direction, Wanted wanted, Callable<Side> side)
      throws InterruptedException {
    try {
      return side.call();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      LOG.atError()
          .setCause(cause)
          .addKeyValue("roomID", wanted.central().roomId())
          .addKeyValue("direction", direction)
          .log("loading surrounding messages");
      throw new IllegalStateException("loading surrounding messages", cause);
    }
  }

  private Side older(Wanted wanted) throws InterruptedException {
    Instant since = wanted.since();
    return side(
        Route.newestFirst(
                Listing.ofRoom(wanted.central().roomId()),
                buckets.of(wanted.central().createdAt()),
                buckets.of(since == null ? wanted.bounds().floor() : since))
            .from(since == null ? null : Position.at(since))
            .before(wanted.place()),
        wanted.older());
  }

  private Side newer(Wanted wanted) throws InterruptedException {
    return side(
        Route.oldestFirst(
                Listing.ofRoom(wanted.central().roomId()),
                buckets.of(wanted.central().createdAt()),
                buckets.of(newest(wanted)))
            .from(wanted.place().next()),
        wanted.newer());
  }

  /** A message above the ceiling shows that the room's last message was not written down. */
  private Instant newest(Wanted wanted) {
    Instant ceiling = wanted.bounds().ceiling();
    return wanted.central().createdAt().isAfter(ceiling)
        ? around.clock().instant().plus(WalkBounds.MARGIN)
        : ceiling;
  }

  /** A side without a share is looked at for whether there is anything at all. */
  private Side side(Route route, int share) throws InterruptedException {
    Page page = walk.walk(route.ofSize(Math.max(share, 1)));
    return new Side(page.messages(), page.next() != null).nearest(share);
  }

  private Reply reply(Wanted wanted, Side older, Side newer) { // 9
    List<StoredMessage> messages = new ArrayList<>(older.messages().reversed());
    messages.add(wanted.central());
    messages.addAll(newer.messages());
    Reply reply =
        Reply.success(
            new LoadSurroundingReply(
                MessageView.of(messages, wanted.since()), older.more(), newer.more()));
    long size = reply.bytes().length;
    long most = around.maxReply().getAsLong();
    if (size <= most) {
      return reply;
    }
    if (messages.size() == 1) {
      LOG.atError()
          .addKeyValue("messageID", wanted.central().messageId())
          .addKeyValue("size", size)
          .log("one message makes too large a reply");
      return Refusals.SURROUNDING_FAILED;
    }
    int keep = Fitting.fewer(messages.size(), size, most);
    return reply(
        wanted,
        older.nearest(older.messages().size() * keep / messages.size()),
        newer.nearest(newer.messages().size() * keep / messages.size()));
  }
}
