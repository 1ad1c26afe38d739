package chat.roomworker;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import chat.model.User;
import chat.stores.CandidatePipelines;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People in MongoDB. */
final class MongoUserStore implements UserStore {
  private static final String ACCOUNT = "account";

  private final MongoCollection<User> users;

  MongoUserStore(MongoConnection mongo) {
    users = mongo.collection(CollectionNames.USERS, User.class);
  }

  @Override
  public Optional<User> find(String account) {
    return Optional.ofNullable(users.find(eq(ACCOUNT, account)).first());
  }

  @Override
  public List<User> findAll(Collection<String> accounts) {
    return accounts.isEmpty()
        ? List.of()
        : users.find(in(ACCOUNT, accounts)).into(new ArrayList<>());
  }

  @Override
  public List<User> candidates(
      Collection<String> orgIds, Collection<String> accounts, String excluded) {
    if (orgIds.isEmpty() && accounts.isEmpty()) { // oddity 5
      return List.of();
    }
    Map<String, User> found = new LinkedHashMap<>(); // nothing keeps accounts unique
    users
        .find(CandidatePipelines.candidates(orgIds, accounts, excluded))
        .forEach(user -> found.putIfAbsent(user.account(), user));
    return List.copyOf(found.values());
  }

  @Override
  public List<User> ofOrg(String orgId) {
    return users.find(or(eq("sectId", orgId), eq("deptId", orgId))).into(new ArrayList<>());
  }
}
