package chat.stores;

import chat.runtime.AwayFaults;
import com.datastax.oss.driver.api.core.DriverException;
import com.mongodb.MongoException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;

/**
 * Tells "a store or server is away" from "the message is at fault", for all stores and for NATS
 * (DESIGN, stream worker): the first costs no delivery.
 */
public final class DependencyFaults {
  /** For the stream worker. */
  public static final AwayFaults ALL = AwayFaults.NATS.or(DependencyFaults::away);

  private DependencyFaults() {}

  /** True when a store did not answer, or answered that it cannot serve now. */
  public static boolean away(Throwable fault) {
    return MongoFaults.away(fault)
        || CassandraFaults.away(fault)
        || ValkeyFaults.away(fault)
        || isInputOutput(fault);
  }

  /** Nobody's own exceptions: a broken or late connection. */
  private static boolean isInputOutput(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof MongoException
          || cause instanceof DriverException
          || cause instanceof RedisException) {
        return false; // answered for above
      }
      if (cause instanceof IOException
          || cause instanceof UncheckedIOException
          || cause instanceof TimeoutException
          || cause instanceof StoreAwayException) {
        return true;
      }
    }
    return false;
  }
}
