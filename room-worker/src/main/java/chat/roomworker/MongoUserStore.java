package chat.roomworker;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import chat.model.User;
import chat.stores.CandidatePipelines;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  public List<String> newRoomMembers(
      Collection<String> orgIds, Collection<String> accounts, String excluded) {
    if (orgIds.isEmpty() && accounts.isEmpty()) {
      return List.of();
    }
    Set<String> found = new LinkedHashSet<>();
    users
        .find(CandidatePipelines.candidates(orgIds, accounts, excluded))
        .map(User::account)
        .into(found);
    return List.copyOf(found);
  }
}
