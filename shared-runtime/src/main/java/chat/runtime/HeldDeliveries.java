package chat.runtime;

import io.nats.client.Message;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what a worker holds alive: an in-progress signal every third of the time after which the
 * server would deliver it again, so that a slow handler or a store that is away costs no delivery.
 */
final class HeldDeliveries {
  private final Set<Message> held = ConcurrentHashMap.newKeySet();
  private final Thread keeper;

  HeldDeliveries(Duration redeliveryAfter, ServiceThreads threads) {
    Duration pause = redeliveryAfter.dividedBy(3);
    keeper = threads.start("in-progress", () -> keepAlive(pause));
  }

  void hold(Message message) {
    held.add(message);
  }

  void release(Message message) {
    held.remove(message);
  }

  int size() {
    return held.size();
  }

  void stop() {
    keeper.interrupt();
  }

  private void keepAlive(Duration pause) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pause);
        held.forEach(HeldDeliveries::signal);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void signal(Message message) {
    try {
      message.inProgress();
    } catch (RuntimeException e) {
      // not connected: the next signal may pass, and the others must be sent
    }
  }
}
