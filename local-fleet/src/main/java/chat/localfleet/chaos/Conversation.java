package chat.localfleet.chaos;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.Draft;
import chat.client.RoomRef;
import chat.model.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * People who go on talking whatever happens. What is not answered is sent again under its id; what
 * is answered must never be lost.
 */
final class Conversation implements AutoCloseable {
  /** Within the two minutes in which the fleet knows a repeated id. */
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(90);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Queue<Said> said = new ConcurrentLinkedQueue<>();
  private final AtomicLong unanswered = new AtomicLong();
  private final Ids ids;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pacer;
  private volatile boolean stopped;

  /**
   * @param speakers each of them is in each room
   */
  Conversation(List<ChatClient> speakers, List<RoomRef> rooms, double rate, Clock clock) {
    this.ids = new Ids(clock);
    this.pacer =
        Thread.ofVirtual()
            .start(
                () -> {
                  long start = System.nanoTime();
                  for (int k = 0; !stopped; k++) {
                    long due = start + (long) (k * 1e9 / rate);
                    LockSupport.parkNanos(due - System.nanoTime());
                    ChatClient speaker = speakers.get(k % speakers.size());
                    RoomRef room = rooms.get(k / speakers.size() % rooms.size());
                    threads.execute(() -> say(speaker, room));
                  }
                });
  }

  private void say(ChatClient speaker, RoomRef room) {
    String id = ids.newMessageId();
    long sent = System.nanoTime();
    try {
      while (System.nanoTime() - sent < GIVE_UP_NANOS) {
        if (answered(speaker, room, id)) {
          said.add(new Said(id, room.roomId(), sent, System.nanoTime()));
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      unanswered.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answered(ChatClient speaker, RoomRef room, String id)
      throws InterruptedException {
    try {
      return speaker.messages().send(room, id, Draft.of("still here " + id))
          instanceof Answer.Given;
    } catch (RuntimeException e) { // not connected, and too much waits for the connection already
      return false;
    }
  }

  /** What was acknowledged so far. */
  List<Said> said() {
    return List.copyOf(said);
  }

  /** Messages whose answer never came, which promises nothing about them. */
  long unanswered() {
    return unanswered.get();
  }

  /** Stops talking and waits for the answers that are still to come. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    pacer.join();
    threads.shutdown();
    if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
      threads.shutdownNow();
    }
  }
}
