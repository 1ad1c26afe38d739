package chat.messageworker;

import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Threads in maps; {@link ThreadStoreContract} holds it true. */
final class InMemoryThreadStore implements ThreadStore {
  final Map<String, ThreadRoom> byParent = new LinkedHashMap<>();
  final Map<String, ThreadSubscription> subscriptions = new LinkedHashMap<>();

  @Override
  public ThreadRoom join(ThreadRoom ifFirst) {
    return byParent.merge(ifFirst.parentMessageId(), ifFirst, InMemoryThreadStore::joined);
  }

  private static ThreadRoom joined(ThreadRoom thread, ThreadRoom reply) {
    boolean last =
        thread.lastMsgAt().isBefore(reply.lastMsgAt())
            || (thread.lastMsgAt().equals(reply.lastMsgAt())
                && thread.lastMsgId().compareTo(reply.lastMsgId()) < 0);
    List<String> accounts = new ArrayList<>(thread.replyAccounts());
    reply.replyAccounts().stream().filter(a -> !accounts.contains(a)).forEach(accounts::add);
    return new ThreadRoom(
        thread.id(),
        thread.parentMessageId(),
        Timestamps.isUnset(reply.threadParentCreatedAt())
            ? thread.threadParentCreatedAt()
            : reply.threadParentCreatedAt(),
        thread.roomId(),
        thread.siteId(),
        last ? reply.lastMsgAt() : thread.lastMsgAt(),
        last ? reply.lastMsgId() : thread.lastMsgId(),
        accounts,
        earlier(thread.createdAt(), reply.createdAt()),
        last ? reply.updatedAt() : thread.updatedAt());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  @Override
  public void follow(ThreadSubscription s) {
    subscriptions.merge(
        s.threadRoomId() + " " + s.userAccount(), s, InMemoryThreadStore::mentioned);
  }

  private static ThreadSubscription mentioned(ThreadSubscription kept, ThreadSubscription now) {
    return now.hasMention()
        ? new ThreadSubscription(
            kept.id(),
            kept.parentMessageId(),
            kept.roomId(),
            kept.threadRoomId(),
            kept.userId(),
            kept.userAccount(),
            kept.siteId(),
            kept.lastSeenAt(),
            true,
            kept.createdAt(),
            kept.updatedAt().isAfter(now.updatedAt()) ? kept.updatedAt() : now.updatedAt())
        : kept;
  }

  ThreadSubscription subscription(String account) {
    return subscriptions.values().stream()
        .filter(s -> s.userAccount().equals(account))
        .findFirst()
        .orElse(null);
  }
}
