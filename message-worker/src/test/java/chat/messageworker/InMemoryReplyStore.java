package chat.messageworker;

import chat.model.Message;
import chat.model.MessageBuckets;
import chat.model.Timestamps;
import chat.stores.ReplyCounts;
import chat.stores.VisibleReplies;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The thread's side of the tables in maps, beside an {@link InMemoryMessageStore}; {@link
 * ReplyStoreContract} holds it true.
 */
final class InMemoryReplyStore implements ReplyStore, ReplyCounts, VisibleReplies {
  static final MessageBuckets BUCKETS = MessageBuckets.ofHours(72);

  /** A message in one of the tables. */
  private record Place(Table table, String messageId) {}

  private final InMemoryMessageStore messages;
  final Map<String, StoredReply> byId = new LinkedHashMap<>();
  final Map<String, StoredReply> inThread = new LinkedHashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Map<Place, Integer> counts = new HashMap<>();
  private final Map<Place, String> stamps = new HashMap<>();

  InMemoryReplyStore(InMemoryMessageStore messages) {
    this.messages = messages;
  }

  @Override
  public Optional<ThreadParent> parent(String messageId) {
    return Optional.ofNullable(messages.byId.get(messageId))
        .map(
            row ->
                new ThreadParent(
                    messageId,
                    row.roomId(),
                    row.createdAt(),
                    row.sender() == null ? Samples.participant("", "", "", "") : row.sender(),
                    stamp(Table.BY_ID, messageId)));
  }

  @Override
  public boolean isSaved(Message reply) {
    StoredRow row = messages.byId.get(reply.id());
    return row != null && row.createdAt().equals(Timestamps.toMillis(reply.createdAt()));
  }

  @Override
  public void save(NewReply reply) {
    messages.saveById(reply.content());
    String id = reply.content().message().id();
    StoredRow row = messages.byId.get(id);
    String parent = reply.content().message().threadParentMessageId();
    Instant parentAt = reply.parentCreatedAt();
    byId.put(
        id,
        new StoredReply(
            row,
            reply.threadId(),
            parent,
            parentAt == null ? null : Timestamps.toMillis(parentAt)));
    inThread.put(id, new StoredReply(row.withoutTshow(), reply.threadId(), parent, null));
  }

  /** What history-service does to the row. */
  void delete(String replyId) {
    deleted.add(replyId);
  }

  @Override
  public int in(VisibleReplies.Place thread) {
    long from = BUCKETS.previous(BUCKETS.of(thread.first()));
    return (int)
        inThread.values().stream()
            .filter(reply -> reply.threadId().equals(thread.threadRoomId()))
            .filter(reply -> reply.row().roomId().equals(thread.roomId()))
            .filter(reply -> BUCKETS.of(reply.row().createdAt()) >= from)
            .filter(reply -> BUCKETS.of(reply.row().createdAt()) <= BUCKETS.of(thread.last()))
            .filter(reply -> !deleted.contains(reply.row().messageId()))
            .count();
  }

  private boolean has(Table table, String messageId) {
    return (table == Table.BY_ID ? messages.byId : messages.byRoom).containsKey(messageId);
  }

  String stamp(Table table, String messageId) {
    return stamps.getOrDefault(new Place(table, messageId), "");
  }

  @Override
  public Optional<String> stampInRoom(ThreadParent parent) {
    return has(Table.BY_ROOM, parent.messageId())
        ? Optional.of(stamp(Table.BY_ROOM, parent.messageId()))
        : Optional.empty();
  }

  @Override
  public boolean stampById(ThreadParent parent, String threadId) {
    return stamp(Table.BY_ID, parent, threadId);
  }

  @Override
  public boolean stampInRoom(ThreadParent parent, String threadId) {
    return stamp(Table.BY_ROOM, parent, threadId);
  }

  private boolean stamp(Table table, ThreadParent parent, String threadId) {
    if (!has(table, parent.messageId())) {
      return false;
    }
    stamps.put(new Place(table, parent.messageId()), threadId);
    return true;
  }

  Integer count(Table table, String messageId) {
    return counts.get(new Place(table, messageId));
  }

  void setCount(Table table, String messageId, int replies) {
    counts.put(new Place(table, messageId), replies);
  }

  @Override
  public Optional<Count> read(Table table, Counted message) {
    return has(table, message.messageId())
        ? Optional.of(new Count(count(table, message.messageId())))
        : Optional.empty();
  }

  @Override
  public Optional<Count> replace(Table table, Counted message, Integer current, int next) {
    Integer now = count(table, message.messageId());
    if (!has(table, message.messageId()) || !Objects.equals(now, current)) {
      return Optional.of(new Count(now));
    }
    setCount(table, message.messageId(), next);
    return Optional.empty();
  }
}
