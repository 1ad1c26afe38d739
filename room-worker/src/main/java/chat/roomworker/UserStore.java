package chat.roomworker;

import chat.model.User;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** People of all sites, read only. */
interface UserStore {
  Optional<User> find(String account);

  /** Those that exist, in any order; nobody for no account (03 M4). */
  List<User> findAll(Collection<String> accounts);

  /**
   * Accounts that a new room gets through orgs and accounts: each once, no bots, not the excluded
   * one (03 M18). Nobody when both are empty.
   */
  List<String> newRoomMembers(
      Collection<String> orgIds, Collection<String> accounts, String excluded);
}
