package chat.stores;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.Set;

/** Tells a MongoDB that is away from an operation that is wrong (DESIGN, stream worker). */
public final class MongoFaults {
  /**
   * Answers of a server that cannot serve now, among them write concern errors: the server's own
   * list of what is worth another try.
   */
  private static final Set<Integer> NOT_NOW =
      Set.of(
          6, 7, // host unreachable, host not found
          64, // write concern timeout
          89, // network timeout
          91, // shutdown in progress
          100, // unsatisfiable write concern
          189, // primary stepped down
          262, // exceeded time limit
          9001, // socket exception
          10107, 10058, 11600, 11602, 13435, 13436, // not primary, interrupted by a change of it
          50, // max time expired
          13388, 133, 134, // stale configuration, no reachable member, reading not possible yet
          18); // authentication failed: a matter of configuration, not of the message

  private MongoFaults() {}

  /** True when nothing answered, or the server answered that it cannot serve now. */
  public static boolean away(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof MongoException mongo && isAway(mongo)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAway(MongoException fault) {
    return switch (fault) {
      case MongoBulkWriteException bulk -> isAway(bulk);
      case MongoTimeoutException _,
          MongoSocketException _,
          MongoNotPrimaryException _,
          MongoNodeIsRecoveringException _,
          MongoServerUnavailableException _,
          MongoConnectionPoolClearedException _,
          MongoExecutionTimeoutException _,
          MongoSecurityException _ ->
          true;
      default -> NOT_NOW.contains(fault.getCode());
    };
  }

  private static boolean isAway(MongoBulkWriteException fault) {
    return fault.getWriteErrors().stream().anyMatch(error -> NOT_NOW.contains(error.getCode()))
        || (fault.getWriteConcernError() != null
            && NOT_NOW.contains(fault.getWriteConcernError().getCode()));
  }
}
