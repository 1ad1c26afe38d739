package chat.inboxworker;

import java.util.Collection;
import java.util.Set;

/**
 * What the latest event about a member's membership was, so that one which comes late undoes
 * nothing (13 A4). The times are those of the room's home site.
 */
interface MembershipMarks {
  /**
   * What an event says.
   *
   * @param timestamp ms of the event
   */
  record Mark(boolean member, long timestamp) {}

  /**
   * Marks all accounts for which no later mark stands.
   *
   * @return those accounts
   */
  Set<String> advance(String roomId, Collection<String> accounts, Mark mark);

  /** Of the accounts, those that were removed after the time. */
  Set<String> removedAfter(String roomId, Collection<String> accounts, long timestamp);

  /** Whether anything happened to the membership after the time. */
  boolean changedAfter(String roomId, String account, long timestamp);
}
