package chat.roomworker;

import chat.model.Bots;
import chat.model.User;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People of {@link Documents}. */
final class InMemoryUserStore implements UserStore {
  private final Documents site;

  InMemoryUserStore(Documents site) {
    this.site = site;
  }

  @Override
  public Optional<User> find(String account) {
    return site.users.stream().filter(user -> user.account().equals(account)).findFirst();
  }

  @Override
  public List<User> findAll(Collection<String> accounts) {
    return site.users.stream().filter(user -> accounts.contains(user.account())).toList();
  }

  @Override
  public List<User> candidates(
      Collection<String> orgIds, Collection<String> accounts, String excluded) {
    Map<String, User> found = new LinkedHashMap<>();
    site.users.stream()
        .filter(
            user ->
                orgIds.contains(user.sectId())
                    || orgIds.contains(user.deptId())
                    || accounts.contains(user.account()))
        .filter(user -> !Bots.isBot(user.account()) && !user.account().equals(excluded))
        .forEach(user -> found.putIfAbsent(user.account(), user));
    return List.copyOf(found.values());
  }

  @Override
  public List<User> ofOrg(String orgId) {
    return site.users.stream()
        .filter(user -> user.sectId().equals(orgId) || user.deptId().equals(orgId))
        .toList();
  }
}
