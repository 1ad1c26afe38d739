package chat.roomservice;

import chat.model.User;
import java.util.Collection;
import java.util.List;
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

  /** The same for a room that exists: who is subscribed to it does not count. */
  long countNewMembersOf(String roomId, Collection<String> orgIds, Collection<String> accounts);

  /** Everybody whose section or department it is, bots too, by account. */
  List<User> ofOrg(String orgId);

  /** Those who exist, in any order, at most {@code limit}. */
  List<User> findByIds(Collection<String> userIds, int limit);
}
