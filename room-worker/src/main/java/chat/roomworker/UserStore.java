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
   * Who is meant by orgs and accounts: each account once, no bots, not the excluded one (03 M18,
   * M19). Nobody when both are empty.
   *
   * @param excluded empty = nobody
   */
  List<User> candidates(Collection<String> orgIds, Collection<String> accounts, String excluded);

  /** Everybody whose section or department it is, bots too (03 M21). */
  List<User> ofOrg(String orgId);
}
