package chat.localfleet.bench;

import chat.localfleet.FleetStatus;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RoomKeyEvent;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sees every key event of a site: when the last survivor of a removal was sent the new key. */
final class KeyEvents implements AutoCloseable {
  private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

  private final Connection connection;
  private final Set<String> receivers = ConcurrentHashMap.newKeySet();
  private volatile String roomId = "";
  private volatile long last;

  KeyEvents(FleetStatus.Site site) throws Exception {
    connection =
        Nats.connect(
            Options.builder()
                .server(site.nats())
                .authHandler(Nats.credentials(site.natsCreds()))
                .connectionName("bench-keys")
                .build());
    Dispatcher events =
        connection.createDispatcher(message -> heard(message.getSubject(), message.getData()));
    events.subscribe("chat.user.*.event.room.key");
    connection.flush(Duration.ofSeconds(5));
  }

  /** From now on the receivers of this room's keys are counted. */
  void follow(String room) {
    receivers.clear();
    roomId = room;
  }

  private void heard(String subject, byte[] body) {
    try {
      if (Json.read(body, RoomKeyEvent.class).roomId().equals(roomId)) {
        receivers.add(subject);
        last = System.nanoTime();
      }
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a key event that is none", e);
    }
  }

  /** When the last of so many got theirs, on the clock of {@link System#nanoTime}. */
  long awaitAll(int survivors) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (receivers.size() < survivors) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(receivers.size() + " of " + survivors + " got the new key");
      }
      Thread.sleep(2);
    }
    return last;
  }

  @Override
  public void close() throws InterruptedException {
    connection.close();
  }
}
