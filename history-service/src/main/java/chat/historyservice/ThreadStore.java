package chat.historyservice;

import chat.stores.Page;
import chat.stores.PageWindow;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is stored of threads. */
interface ThreadStore {
  /** Which threads of a room are asked for (09 §12). */
  enum Filter {
    ALL,
    /** Those in which the reader has replied. */
    FOLLOWING,
    /** Those to which the reader is subscribed and that have replies which are not read. */
    UNREAD
  }

  /**
   * @param account the reader
   * @param since no threads of older messages; null = no bound
   */
  record Threads(
      String roomId, Filter filter, String account, @Nullable Instant since, PageWindow window) {}

  /**
   * The id under which the replies of a message are stored; empty when it has no thread.
   *
   * @throws RuntimeException the store's failure
   */
  Optional<String> threadOf(String roomId, String parentId);

  /**
   * Messages that have threads: those with the latest reply first.
   *
   * @throws RuntimeException the store's failure
   */
  Page<Parent> parents(Threads threads);

  /** A message that has a thread. */
  record Parent(String messageId) {}
}
