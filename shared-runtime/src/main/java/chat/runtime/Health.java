package chat.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ready = every store answered within the last 10 s and every condition holds; live = every loop
 * has beaten lately (DESIGN, Start). Store checks run in the background, so that asking costs
 * nothing.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration CHECK_EVERY = Duration.ofSeconds(3);
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final Duration BEAT = Duration.ofSeconds(60);

  /** Asks a store something small. */
  @FunctionalInterface
  public interface StoreCheck {
    void ask() throws Exception;
  }

  private final Map<String, BooleanSupplier> conditions = new ConcurrentHashMap<>();
  private final Map<String, Long> answered = new ConcurrentHashMap<>();
  private final Map<String, Long> beats = new ConcurrentHashMap<>();
  private final ServiceThreads threads;
  private final List<Thread> checking = new ArrayList<>();

  public Health(ServiceThreads threads) {
    this.threads = threads;
  }

  /** Something that must hold for the service to be ready, for example an open connection. */
  public void condition(String name, BooleanSupplier holds) {
    conditions.put(name, holds);
  }

  /** Checks a store from now on; it has just answered, since its connection stands. */
  public synchronized void store(String name, StoreCheck check) {
    answered.put(name, System.nanoTime());
    checking.add(threads.start("health", () -> keepChecking(name, check)));
  }

  /** A loop is alive. To be called at least once a minute. */
  public void beat(String loop) {
    beats.put(loop, System.nanoTime());
  }

  /** A loop has ended on purpose. */
  public void done(String loop) {
    beats.remove(loop);
  }

  /** What keeps the service from being ready, each with a word why; empty = ready. */
  public Map<String, String> missing() {
    Map<String, String> missing = new LinkedHashMap<>();
    conditions.forEach(
        (name, holds) -> {
          if (!holds.getAsBoolean()) {
            missing.put(name, "not open");
          }
        });
    answered.forEach(
        (name, at) -> {
          if (older(at, FRESH)) {
            missing.put(name, "no answer");
          }
        });
    return missing;
  }

  /** Loops that have not beaten for a minute; empty = live. */
  public List<String> stuck() {
    return beats.entrySet().stream()
        .filter(e -> older(e.getValue(), BEAT))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Ends the background checks. */
  public synchronized void stop() {
    checking.forEach(Thread::interrupt);
  }

  private void keepChecking(String name, StoreCheck check) {
    boolean told = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(CHECK_EVERY);
        check.ask();
        answered.put(name, System.nanoTime());
        told = false;
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        if (!told) { // once for each time it is away
          LOG.atWarn().addKeyValue("error", e.toString()).log("{} does not answer", name);
          told = true;
        }
      }
    }
  }

  private static boolean older(long nanos, Duration age) {
    return System.nanoTime() - nanos > age.toNanos();
  }
}
