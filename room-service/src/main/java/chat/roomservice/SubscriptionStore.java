package chat.roomservice;

import chat.model.Subscription;
import java.util.List;
import java.util.Optional;

/** Who is in which room. */
interface SubscriptionStore {
  Optional<Subscription> find(String roomId, String account);

  /** The account's DM or botDM with the counterpart, which gives the subscription its name. */
  Optional<Subscription> findDirect(String account, String counterpart);

  /** Rooms the account is subscribed to, in any order. */
  List<String> roomIdsOf(String account);
}
