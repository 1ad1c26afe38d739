package chat.runtime;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MemberChange;
import chat.model.SubjectPatterns;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to who joins and leaves rooms (contract 01 §4.2), so that what is remembered of members
 * is forgotten in time. The events are core NATS: some are missed while the connection is down, and
 * every instance hears all of them.
 *
 * <p>Who is about to use what is remembered catches up first. A connection hands over what it gets
 * in order: an event that came before the message in hand has then been told, however busy the
 * process is. Without that, who was removed could still be served for some milliseconds.
 */
public final class MemberEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemberEvents.class);
  private static final int ROOM_TOKEN = 2;

  /** Bounds what waits while nobody catches up. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final Duration AT_ONCE = Duration.ofNanos(1);

  private final NatsConnection nats;
  private final Listener listener;
  private final Subscription subscription;
  private final ReentrantLock telling = new ReentrantLock();
  private final Thread loop;
  private long reconnects;

  /** What is told, by one thread at a time. */
  public interface Listener {
    /** These accounts have joined or left the room; none = nobody knows who. */
    void changed(String roomId, List<String> accounts);

    /** Events may have been missed: anybody may have joined or left any room. */
    void missed();
  }

  private MemberEvents(NatsConnection nats, ServiceThreads threads, Listener listener) {
    this.nats = nats;
    this.listener = listener;
    this.reconnects = nats.client().getStatistics().getReconnects();
    this.subscription = nats.client().subscribe(SubjectPatterns.allMemberEvents());
    this.loop = threads.start("member-events", this::tellUntilClosed);
  }

  /** Listens until it is closed. */
  public static MemberEvents listen(
      NatsConnection nats, ServiceThreads threads, Listener listener) {
    return new MemberEvents(nats, threads, listener);
  }

  private void tellUntilClosed() {
    try {
      while (true) {
        catchUp();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) { // close() alone interrupts
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the listener has been told everything that had come before. */
  public void catchUp() throws InterruptedException {
    telling.lockInterruptibly();
    try {
      tellOfReconnects();
      while (subscription.getPendingMessageCount() > 0) {
        Message event = subscription.nextMessage(AT_ONCE);
        if (event != null) {
          tell(event);
        }
      }
    } catch (IllegalStateException e) { // the connection is closed: nothing is heard any more
      listener.missed();
    } finally {
      telling.unlock();
    }
  }

  private void tellOfReconnects() {
    long now = nats.client().getStatistics().getReconnects();
    if (now != reconnects || !nats.isConnected()) {
      reconnects = now;
      listener.missed();
    }
  }

  private void tell(Message event) {
    String roomId = event.getSubject().split("\\.", -1)[ROOM_TOKEN];
    List<String> accounts = List.of();
    try {
      accounts = Json.read(event.getData(), MemberChange.class).accounts();
    } catch (MalformedJsonException e) {
      LOG.atDebug().addKeyValue("roomID", roomId).log("member event that cannot be read");
    }
    listener.changed(roomId, accounts);
  }

  @Override
  public void close() {
    loop.interrupt();
    if (subscription.isActive()) {
      subscription.unsubscribe();
    }
  }
}
