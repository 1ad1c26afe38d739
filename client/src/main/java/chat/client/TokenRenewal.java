package chat.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a new token before the old one ends, and has the connection moved to it. When auth-service
 * is away it goes on trying; if the token ends meanwhile, the connection is down until there is
 * one.
 */
final class TokenRenewal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TokenRenewal.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** What lives with tokens. */
  interface Renewed {

    /** When its present token should be replaced. */
    Instant renewAt();

    /** Goes on with the login's newest token. */
    void moveToNewToken() throws IOException, InterruptedException;
  }

  private final Renewed renewed;
  private final ChatLogin login;
  private final Pauses pauses;
  private Future<?> running = java.util.concurrent.CompletableFuture.completedFuture(null);

  TokenRenewal(Renewed renewed, ChatLogin login, Pauses pauses) {
    this.renewed = renewed;
    this.login = login;
    this.pauses = pauses;
  }

  static TokenRenewal start(Renewed renewed, ChatLogin login, ExecutorService threads) {
    var renewal = new TokenRenewal(renewed, login, Thread::sleep);
    renewal.running = threads.submit(renewal::run);
    return renewal;
  }

  void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Duration left = Duration.between(login.now(), renewed.renewAt());
        if (left.isPositive()) {
          pauses.pause(left);
        } else if (isRenewed()) {
          pause = FIRST_PAUSE;
        } else {
          pauses.pause(pause);
          pause = longer(pause);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isRenewed() throws InterruptedException {
    try {
      login.renewIfDue();
      renewed.moveToNewToken();
      return true;
    } catch (IOException | RuntimeException e) {
      log.warn("the token of {} is not renewed yet: {}", login.user().account(), e.toString());
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  @Override
  public void close() {
    running.cancel(true);
  }
}
