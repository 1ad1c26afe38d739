package chat.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for servers that are away at start: tries again once a second until the limit is over, then
 * passes the last failure on.
 */
public final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Duration limit;

  public Patience(Duration limit) {
    this.limit = limit;
  }

  /**
   * @param what named in the log, for example {@code MongoDB}
   * @throws StartException when the limit is over; its cause is the last failure
   */
  public <T> T await(String what, Callable<T> attempt) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return attempt.call();
      } catch (InterruptedException e) {
        throw e;
      } catch (ConfigException | StartException e) {
        throw e; // waiting mends neither
      } catch (Exception e) {
        if (System.nanoTime() - start > limit.toNanos()) {
          throw new StartException(what + " is away", e);
        }
        LOG.atWarn().addKeyValue("error", e.toString()).log("waiting for {}", what);
        Thread.sleep(PAUSE);
      }
    }
  }
}
