package chat.historyservice;

import chat.stores.VisibleReplies;

/** Replies in the threads of an {@link InMemoryMessageStore}. */
record InMemoryVisibleReplies(InMemoryMessageStore store) implements VisibleReplies {
  @Override
  public int in(Place thread) {
    return (int)
        store.inThreads.stream()
            .filter(reply -> reply.roomId().equals(thread.roomId()))
            .filter(reply -> reply.threadRoomId().equals(thread.threadRoomId()))
            .filter(reply -> !reply.createdAt().isBefore(thread.first()))
            .filter(reply -> !reply.createdAt().isAfter(thread.last()))
            .filter(reply -> !reply.deleted())
            .count();
  }
}
