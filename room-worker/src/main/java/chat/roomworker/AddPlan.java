package chat.roomworker;

import java.util.List;

/**
 * What an add job worked out before its first write.
 *
 * @param joining who gets a subscription, and hears of it
 * @param rows who gets an individual row: named people, and everybody when the first org comes
 * @param says text of the system message
 * @param acceptedAt ms
 * @param emittedAt ms
 */
record AddPlan(
    List<Person> joining,
    List<Person> rows,
    Person requester,
    String says,
    long acceptedAt,
    long emittedAt) {
  /** Copies the lists. */
  AddPlan {
    joining = List.copyOf(joining);
    rows = List.copyOf(rows);
  }
}
