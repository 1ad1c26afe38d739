package chat.historyservice;

import chat.model.MessageBuckets;
import chat.model.MessagePage;
import chat.model.StoredMessage;
import chat.runtime.Reply;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages of a listing that clients continue with a cursor (09 §6.2). */
final class CursorPages {
  private static final Logger LOG = LoggerFactory.getLogger(CursorPages.class);
  private static final Reply NOTHING = Reply.success(new MessagePage(List.of(), "", false));

  private final BucketWalk walk;
  private final MessageBuckets buckets;
  private final LongSupplier maxReply;

  /**
   * @param maxReply bytes that a reply may have
   */
  CursorPages(BucketWalk walk, MessageBuckets buckets, LongSupplier maxReply) {
    this.walk = walk;
    this.buckets = buckets;
    this.maxReply = maxReply;
  }

  /**
   * @param cursor what the client sent; empty = the first page
   * @param view what the reader sees of the messages
   * @throws RuntimeException the store's failure
   */
  Reply load(Route route, String cursor, UnaryOperator<List<StoredMessage>> view)
      throws InterruptedException {
    return switch (Cursor.decode(cursor)) {
      case Cursor.Decoded.FirstPage() -> page(route, view);
      case Cursor.Decoded.At(Cursor at) -> {
        if (buckets.of(at.bucket()) != at.bucket()) {
          yield badCursor();
        }
        if (route.endsBefore(at.bucket())) {
          yield NOTHING;
        }
        yield page(route.startsBehind(at.bucket()) ? route : route.resumedAt(at), view);
      }
      case Cursor.Decoded.Malformed() -> badCursor();
    };
  }

  /** Without the cursor in the log: it may be of any length and hold anything. */
  private static Reply badCursor() {
    LOG.error("invalid pagination cursor");
    return Refusals.BAD_CURSOR;
  }

  private Reply page(Route route, UnaryOperator<List<StoredMessage>> view)
      throws InterruptedException {
    Page page = walk.walk(route);
    Cursor next = page.next();
    Reply reply =
        Reply.success(
            new MessagePage(
                view.apply(page.messages()), next == null ? "" : next.encode(), next != null));
    long size = reply.bytes().length;
    int count = page.messages().size();
    if (size <= maxReply.getAsLong()) {
      return reply;
    }
    if (count <= 1) {
      throw new IllegalStateException("one message makes a reply of " + size + " bytes");
    }
    // fewer messages need a cursor of their own, which only a walk of that size gives
    return page(route.ofSize(Fitting.fewer(count, size, maxReply.getAsLong())), view);
  }
}
