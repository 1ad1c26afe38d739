package chat.broadcastworker;

import java.util.Collection;
import java.util.List;

/** Who is in which room. */
interface SubscriptionStore {
  /** Flags the members among the accounts as mentioned; who is no member is passed over. */
  void markMentioned(String roomId, Collection<String> accounts);

  /** The accounts of all members, bots included, in any order. */
  List<String> accountsOf(String roomId);
}
