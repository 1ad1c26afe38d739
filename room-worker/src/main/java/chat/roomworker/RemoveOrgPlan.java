package chat.roomworker;

import java.util.List;

/**
 * What the removal of an org worked out before its first write.
 *
 * @param leaving members whom nothing else keeps in the room
 * @param shown the org's name in texts
 * @param requester who removes
 * @param acceptedAt ms
 * @param emittedAt ms
 */
record RemoveOrgPlan(
    List<Person> leaving, String shown, Person requester, long acceptedAt, long emittedAt) {
  /** Copies the list. */
  RemoveOrgPlan {
    leaving = List.copyOf(leaving);
  }
}
