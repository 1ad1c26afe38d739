package chat.stores;

import chat.model.User;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The directory in the collection {@code users}. */
public final class MongoUserDirectory implements UserDirectory {
  private static final Bson SHORT_FORM =
      Projections.include("_id", "account", "siteId", "engName", "chineseName", "employeeId");

  private final MongoCollection<User> users;

  /** Reads the users of this site. */
  public MongoUserDirectory(MongoConnection mongo) {
    this.users = mongo.collection(CollectionNames.USERS, User.class);
  }

  @Override
  public Optional<User> byId(String id) {
    return id.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(users.find(Filters.eq(id)).first());
  }

  @Override
  public List<User> byAccounts(Collection<String> accounts) {
    return accounts.isEmpty()
        ? List.of()
        : users
            .find(Filters.in("account", accounts))
            .projection(SHORT_FORM)
            .into(new ArrayList<>());
  }
}
