package chat.roomworker;

import java.util.Collection;
import java.util.Set;

/**
 * Remembers who was removed from a room by which job (13 A4), so that an older job, which comes
 * late because it was tried again, does not bring them back.
 */
interface MembershipMarks {
  /** A later mark stays. */
  void removed(String roomId, Collection<String> accounts, long sequence);

  /** To be called before they are stored as members. A later mark stays. */
  void joining(String roomId, Collection<String> accounts, long sequence);

  /**
   * Those of the accounts that were removed and not added again by a later job, whatever is stored
   * of them: an older job may have died between storing them and taking them back.
   */
  Set<String> stillOut(String roomId, Collection<String> accounts);

  /** Those of the accounts that a later job than this one removed. */
  Set<String> removedAfter(String roomId, Collection<String> accounts, long sequence);

  /** Whether one of the accounts was removed by an earlier job than this one. */
  boolean anyRemovedBefore(String roomId, Collection<String> accounts, long sequence);
}
