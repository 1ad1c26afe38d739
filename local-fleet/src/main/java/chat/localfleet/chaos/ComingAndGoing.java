package chat.localfleet.chaos;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.model.HistoryMode;
import chat.model.ListMembersRequest;
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
          repeat(person, false, () -> owner.rooms().remove(room, person));
          inside.remove(person);
        } else {
          Invited one = Invited.users(person);
          repeat(person, true, () -> owner.rooms().add(room, one, HistoryMode.ALL));
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

  /** Until it is answered, or the list of members shows that it was done without an answer. */
  private void repeat(String person, boolean wanted, Change change) throws InterruptedException {
    while (true) {
      try {
        if (change.ask() instanceof Answer.Given || isIn(person) == wanted) {
          return;
        }
      } catch (IllegalStateException e) {
        // not connected, or the list was refused for the moment
      }
      Thread.sleep(500);
    }
  }

  private boolean isIn(String person) throws InterruptedException {
    var all = new ListMembersRequest(null, null, true);
    return owner.rooms().members(room, all).orThrow().members().stream()
        .anyMatch(member -> member.member().account().equals(person));
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
