package chat.roomservice;

import chat.runtime.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Refuses orgs and accounts that nobody has (02 §8.4): orgs first, then accounts, in list order.
 */
final class PhantomGate {
  private final UserStore users;

  PhantomGate(UserStore users) {
    this.users = users;
  }

  Optional<Reply.Refusal> refuse(List<String> orgs, List<String> accounts) {
    return firstUnknown(orgs, users::existingOrgs)
        .map(Refusals::unknownOrg)
        .or(() -> firstUnknown(accounts, users::existingAccounts).map(Refusals::unknownUser));
  }

  private static Optional<String> firstUnknown(
      List<String> wanted, Function<List<String>, Set<String>> existing) {
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Set<String> known = existing.apply(wanted);
    // "" would match everybody whose section or department is not set
    return wanted.stream().filter(id -> id.isEmpty() || !known.contains(id)).findFirst();
  }
}
