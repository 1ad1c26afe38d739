package chat.roomservice;

import chat.model.Bots;
import chat.model.User;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  public Set<String> existingAccounts(Collection<String> accounts) {
    return existing(accounts, user -> Stream.of(user.account()));
  }

  @Override
  public Set<String> existingOrgs(Collection<String> orgIds) {
    return existing(orgIds, user -> Stream.of(user.sectId(), user.deptId()));
  }

  private Set<String> existing(Collection<String> wanted, Function<User, Stream<String>> ids) {
    return site.users.stream().flatMap(ids).filter(wanted::contains).collect(Collectors.toSet());
  }

  @Override
  public long countNewMembers(
      Collection<String> orgIds, Collection<String> accounts, String excluded) {
    return candidates(orgIds, accounts).filter(user -> !user.account().equals(excluded)).count();
  }

  private Stream<User> candidates(Collection<String> orgIds, Collection<String> accounts) {
    return site.users.stream()
        .filter(
            user ->
                orgIds.contains(user.sectId())
                    || orgIds.contains(user.deptId())
                    || accounts.contains(user.account()))
        .filter(user -> !Bots.isBot(user.account()));
  }

  @Override
  public long countNewMembersOf(
      String roomId, Collection<String> orgIds, Collection<String> accounts) {
    return candidates(orgIds, accounts)
        .filter(
            user ->
                site.subscriptions.stream()
                    .noneMatch(
                        s -> s.roomId().equals(roomId) && s.u().account().equals(user.account())))
        .count();
  }

  @Override
  public List<User> ofOrg(String orgId) {
    return site.users.stream()
        .filter(user -> user.sectId().equals(orgId) || user.deptId().equals(orgId))
        .sorted(Comparator.comparing(User::account))
        .toList();
  }

  @Override
  public List<User> findByIds(Collection<String> userIds, int limit) {
    return site.users.stream().filter(u -> userIds.contains(u.id())).limit(limit).toList();
  }
}
