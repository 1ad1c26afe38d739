package chat.model;

import java.util.List;

/**
 * The two people of a DM in the order of their user ids (contract 01 §2.2, §3.3).
 *
 * @param uids user ids, sorted by their bytes
 * @param accounts accounts; equal positions belong to one person
 */
public record DmParticipants(List<String> uids, List<String> accounts) {
  /** Copies the lists. */
  public DmParticipants {
    uids = List.copyOf(uids);
    accounts = List.copyOf(accounts);
  }

  /** The same, whoever is given first. */
  public static DmParticipants of(User one, User other) {
    boolean inOrder = Ids.compareBytes(one.id(), other.id()) <= 0;
    User first = inOrder ? one : other;
    User second = inOrder ? other : one;
    return new DmParticipants(
        List.of(first.id(), second.id()), List.of(first.account(), second.account()));
  }

  /** The id of their room. */
  public String roomId() {
    return String.join("", uids);
  }
}
