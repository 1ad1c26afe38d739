package chat.historyservice;

import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.stores.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Threads in lists; {@link ThreadStoreContract} holds it true. */
final class InMemoryThreadStore implements ThreadStore {
  private static final Comparator<ThreadRoom> ORDER =
      Comparator.comparing(ThreadRoom::lastMsgAt)
          .reversed()
          .thenComparing(ThreadRoom::threadParentCreatedAt)
          .thenComparing(ThreadRoom::id);

  final List<ThreadRoom> threads = new ArrayList<>();
  final List<ThreadSubscription> subscriptions = new ArrayList<>();
  final List<Threads> asked = new ArrayList<>();
  RuntimeException failure;

  @Override
  public Optional<String> threadOf(String roomId, String parentId) {
    fail();
    return threads.stream()
        .filter(t -> t.roomId().equals(roomId) && t.parentMessageId().equals(parentId))
        .map(ThreadRoom::id)
        .findFirst();
  }

  @Override
  public Page<Parent> parents(Threads wanted) {
    fail();
    asked.add(wanted);
    List<ThreadRoom> all =
        threads.stream()
            .filter(t -> t.roomId().equals(wanted.roomId()))
            .filter(
                t -> wanted.since() == null || !t.threadParentCreatedAt().isBefore(wanted.since()))
            .filter(t -> isMeant(t, wanted))
            .sorted(ORDER)
            .toList();
    return new Page<>(
        all.stream()
            .skip(wanted.window().offset())
            .limit(wanted.window().limit())
            .map(t -> new Parent(t.parentMessageId()))
            .toList(),
        all.size());
  }

  private boolean isMeant(ThreadRoom thread, Threads wanted) {
    return switch (wanted.filter()) {
      case ALL -> true;
      case FOLLOWING -> thread.replyAccounts().contains(wanted.account());
      case UNREAD -> isUnread(thread, wanted.account());
    };
  }

  private boolean isUnread(ThreadRoom thread, String account) {
    return subscriptions.stream()
        .filter(s -> s.threadRoomId().equals(thread.id()) && s.userAccount().equals(account))
        .anyMatch(
            s -> {
              Instant seen = s.lastSeenAt();
              return seen == null || seen.isBefore(thread.lastMsgAt());
            });
  }

  private void fail() {
    if (failure != null) {
      throw failure;
    }
  }
}
