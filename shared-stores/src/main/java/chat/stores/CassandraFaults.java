package chat.stores;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.ConnectionInitException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.TruncateException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;

/** Tells a Cassandra that is away from a statement that is wrong (DESIGN, stream worker). */
public final class CassandraFaults {
  private static final String SESSION_CLOSED = "Session is closed";

  private CassandraFaults() {}

  /**
   * True when no node answered, or too few replicas did. A write that timed out may have been done:
   * who tries again must bear that.
   */
  public static boolean away(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (isAway(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAway(Throwable fault) {
    return switch (fault) {
      case AllNodesFailedException _,
          DriverTimeoutException _,
          RequestThrottlingException _,
          BusyConnectionException _,
          ClosedConnectionException _,
          ConnectionInitException _,
          HeartbeatException _,
          BootstrappingException _,
          OverloadedException _,
          TruncateException _,
          UnavailableException _,
          ReadTimeoutException _,
          WriteTimeoutException _,
          CASWriteUnknownException _,
          AuthenticationException _,
          UnauthorizedException _,
          InvalidKeyspaceException _ ->
          true;
      // the driver has no type of its own for it
      case IllegalStateException _ -> SESSION_CLOSED.equals(fault.getMessage());
      default -> false;
    };
  }
}
