package chat.roomworker;

import java.util.List;

/**
 * What a create job worked out before its first write.
 *
 * @param members the requester first, who owns a channel
 * @param requesterName as texts show it
 * @param acceptedAt ms
 * @param emittedAt ms
 */
record CreatePlan(List<Person> members, String requesterName, long acceptedAt, long emittedAt) {
  /** Copies the list. */
  CreatePlan {
    members = List.copyOf(members);
  }

  Person requester() {
    return members.getFirst();
  }
}
