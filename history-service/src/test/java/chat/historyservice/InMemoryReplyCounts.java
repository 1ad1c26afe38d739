package chat.historyservice;

import chat.model.StoredMessage;
import chat.stores.ReplyCounts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Counts in the lists of an {@link InMemoryMessageStore}; {@link ReplyCountsContract} holds it
 * true.
 */
final class InMemoryReplyCounts implements ReplyCounts {
  private final InMemoryMessageStore store;

  /** Runs before each replacement. */
  Runnable meanwhile = () -> {};

  Table failing;

  InMemoryReplyCounts(InMemoryMessageStore store) {
    this.store = store;
  }

  @Override
  public Optional<Count> read(Table table, Counted message) {
    if (table == failing) {
      throw new IllegalStateException("down");
    }
    return list(table).stream().filter(is(message)).findFirst().map(InMemoryReplyCounts::count);
  }

  private static Count count(StoredMessage message) {
    Long replies = message.tcount();
    return new Count(replies == null ? null : replies.intValue());
  }

  @Override
  public Optional<Count> replace(Table table, Counted message, Integer current, int next) {
    meanwhile.run();
    List<StoredMessage> list = list(table);
    Optional<StoredMessage> found = list.stream().filter(is(message)).findFirst();
    if (found.isEmpty()) {
      return Optional.of(new Count(null));
    }
    StoredMessage row = found.get();
    if (!Objects.equals(current == null ? null : Long.valueOf(current), row.tcount())) {
      return Optional.of(count(row));
    }
    list.set(list.indexOf(row), new Change(row).tcount((long) next).make());
    return Optional.empty();
  }

  private List<StoredMessage> list(Table table) {
    return table == Table.BY_ID ? store.byId : store.inRooms;
  }

  private static Predicate<StoredMessage> is(Counted message) {
    return m ->
        m.messageId().equals(message.messageId()) && m.createdAt().equals(message.createdAt());
  }
}
