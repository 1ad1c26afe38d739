package chat.roomworker;

import chat.model.SystemMessageUser;

/**
 * What the removal of a person worked out before its first write.
 *
 * @param names of the person, untrimmed
 * @param shown the person's name in texts
 * @param stays an org keeps them in the room
 * @param owns they own the room
 * @param requester who removes; the person themselves when they leave
 * @param acceptedAt ms
 * @param emittedAt ms
 */
record RemovePersonPlan(
    Person person,
    SystemMessageUser names,
    String shown,
    boolean stays,
    boolean owns,
    Person requester,
    long acceptedAt,
    long emittedAt) {
  boolean leaves() {
    return requester.account().equals(person.account());
  }
}
