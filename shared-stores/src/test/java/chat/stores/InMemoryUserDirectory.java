package chat.stores;

import chat.model.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A directory for handler tests; {@link UserDirectoryContract} holds it true. */
public final class InMemoryUserDirectory implements UserDirectory {
  private final Map<String, User> byId = new ConcurrentHashMap<>();

  public InMemoryUserDirectory(User... users) {
    List.of(users).forEach(this::add);
  }

  /** Adds somebody, or replaces who has the id. */
  public void add(User user) {
    byId.put(user.id(), user);
  }

  @Override
  public Optional<User> byId(String id) {
    return id.isEmpty() ? Optional.empty() : Optional.ofNullable(byId.get(id));
  }

  @Override
  public List<User> byAccounts(Collection<String> accounts) {
    return byId.values().stream()
        .filter(user -> accounts.contains(user.account()))
        .map(
            user ->
                new User(
                    user.id(),
                    user.account(),
                    user.siteId(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    user.engName(),
                    user.chineseName(),
                    user.employeeId()))
        .toList();
  }
}
