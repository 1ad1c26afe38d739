package chat.client;

import chat.client.Wire.Incoming;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The time in which two connections of one client are subscribed to the same. What the old one
 * delivers goes first and is remembered; the new one waits, and then passes over what the old one
 * has delivered. So nothing is lost, nothing comes twice, and the order stays.
 */
final class Overlap {

  private record Content(String subject, ByteBuffer body) {

    static Content of(Incoming incoming) {
      return new Content(incoming.subject(), ByteBuffer.wrap(incoming.body()));
    }
  }

  private final Map<Content, Integer> delivered = new HashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private long waiting;

  /** The old connection delivers this. */
  synchronized void delivered(Incoming incoming) {
    delivered.merge(Content.of(incoming), 1, Integer::sum);
  }

  /**
   * The old connection has delivered everything; only the first call counts.
   *
   * @param received how many messages at the most the new one has received until now
   */
  synchronized void end(long received) {
    if (over.getCount() > 0) {
      waiting = received;
      over.countDown();
    }
  }

  /** Waits for the end; true when the old connection has delivered this already. */
  boolean isRepeat(Incoming incoming) throws InterruptedException {
    over.await();
    return takeOff(incoming);
  }

  private synchronized boolean takeOff(Incoming incoming) {
    if (waiting == 0) {
      return false; // received after the end: the same words are another message
    }
    waiting--;
    Content content = Content.of(incoming);
    int count = delivered.getOrDefault(content, 0);
    if (count > 1) {
      delivered.put(content, count - 1);
    } else {
      delivered.remove(content);
    }
    if (waiting == 0) {
      delivered.clear();
    }
    return count > 0;
  }
}
