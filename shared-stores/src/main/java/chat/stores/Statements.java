package chat.stores;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.concurrent.ExecutionException;

/**
 * Runs statements one page at a time. Unlike the driver's own blocking calls these can be
 * interrupted.
 */
public final class Statements {
  private final CqlSession session;

  /** Statements of this session. */
  public Statements(CqlSession session) {
    this.session = session;
  }

  /** A statement to bind values to. */
  public PreparedStatement prepare(String statement) {
    return session.prepare(statement);
  }

  /**
   * The first page.
   *
   * @throws RuntimeException the driver's failure
   */
  public AsyncResultSet execute(Statement<?> statement) throws InterruptedException {
    try {
      return session.executeAsync(statement).toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("statement failed", e.getCause());
    }
  }
}
