package chat.stores;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;

/**
 * Tells that a unique index refused a write: the document, or one that stands for the same, is
 * there already.
 */
public final class DuplicateKeys {
  private DuplicateKeys() {}

  /**
   * True when a duplicate key is all that is wrong; of a bulk write, that every failed write has
   * it.
   */
  public static boolean isOnlyFault(MongoException fault) {
    if (fault instanceof MongoBulkWriteException bulk) {
      return bulk.getWriteConcernError() == null
          && bulk.getWriteErrors().stream()
              .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }
    return ErrorCategory.fromErrorCode(fault.getCode()) == ErrorCategory.DUPLICATE_KEY;
  }
}
