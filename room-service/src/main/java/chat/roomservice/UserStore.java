package chat.roomservice;

import chat.model.User;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** People, and the orgs they belong to. */
interface UserStore {
  Optional<User> find(String account);

  /** Those of the accounts that exist. */
  Set<String> existingAccounts(Collection<String> accounts);

  /** Those of the org ids that are a section or a department of somebody. */
  Set<String> existingOrgs(Collection<String> orgIds);

  /**
   * How many people a new room would get through orgs and accounts (02 §8.5): bots and the excluded
   * account do not count, somebody named twice counts once.
   */
  long countNewMembers(Collection<String> orgIds, Collection<String> accounts, String excluded);
}
