package chat.stores;

import chat.model.User;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Looks people and bots up (contract 01b §10.4). */
public interface UserDirectory {
  /** The user of this id, with all fields; an empty id is nobody's. */
  Optional<User> byId(String id);

  /**
   * Those users that have one of the accounts, in no order; nobody is asked for no account.
   *
   * @return users whose section and department fields are empty
   */
  List<User> byAccounts(Collection<String> accounts);
}
