package chat.localfleet.chaos;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.model.HistoryMode;
import chat.model.StatusReply;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One owner adds people to a room and removes them again, one after the other, and repeats what was
 * not answered until it is.
 */
final class ComingAndGoing implements AutoCloseable {
  private final ChatClient owner;
  private final RoomRef room;
  private final Set<String> inside = new TreeSet<>();
  private final Thread thread;
  private volatile boolean stopped;
  private final AtomicInteger changes = new AtomicInteger();

  ComingAndGoing(ChatClient owner, RoomRef room, List<String> people) {
    this.owner = owner;
    this.room = room;
    this.thread = Thread.ofVirtual().start(() -> go(people));
  }

  private void go(List<String> people) {
    try {
      for (int k = 0; !stopped; k++) {
        String person = people.get(k % people.size());
        if (inside.contains(person)) {
          repeat(() -> owner.rooms().remove(room, person));
          inside.remove(person);
        } else {
          repeat(() -> owner.rooms().add(room, Invited.users(person), HistoryMode.ALL));
          inside.add(person);
        }
        changes.incrementAndGet();
        Thread.sleep(500);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @FunctionalInterface
  private interface Change {
    Answer<StatusReply> ask() throws InterruptedException;
  }

  /** A refusal of a repeated change says that the first one was done after all. */
  private static void repeat(Change change) throws InterruptedException {
    boolean repeated = false;
    while (true) {
      try {
        Answer<StatusReply> answer = change.ask();
        if (answer instanceof Answer.Given || (repeated && isDone(answer))) {
          return;
        }
      } catch (RuntimeException e) { // not connected
        Thread.sleep(500);
      }
      repeated = true;
    }
  }

  private static boolean isDone(Answer<StatusReply> answer) {
    return answer instanceof Answer.Refused<StatusReply>(var error)
        && !error.error().equals("internal error")
        && !error.error().equals("operation failed");
  }

  int changes() {
    return changes.get();
  }

  /** Stops after the change in work. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  /** Who must be in the room, beside those who were there from the beginning. */
  Set<String> inside() {
    return Set.copyOf(inside);
  }
}
