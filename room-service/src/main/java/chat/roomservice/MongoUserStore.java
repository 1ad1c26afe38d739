package chat.roomservice;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import chat.model.User;
import chat.stores.CandidatePipelines;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** People in MongoDB. */
final class MongoUserStore implements UserStore {
  private static final String COUNT = "n";

  private final MongoCollection<User> users;

  MongoUserStore(MongoConnection mongo) {
    users = mongo.collection(CollectionNames.USERS, User.class);
  }

  @Override
  public Optional<User> find(String account) {
    return Optional.ofNullable(users.find(eq("account", account)).first());
  }

  @Override
  public Set<String> existingAccounts(Collection<String> accounts) {
    return distinct("account", accounts);
  }

  @Override
  public Set<String> existingOrgs(Collection<String> orgIds) {
    Set<String> existing = distinct("sectId", orgIds);
    existing.addAll(distinct("deptId", orgIds));
    return existing;
  }

  private Set<String> distinct(String field, Collection<String> values) {
    return users.distinct(field, in(field, values), String.class).into(new HashSet<>());
  }

  @Override
  public long countNewMembers(
      Collection<String> orgIds, Collection<String> accounts, String excluded) {
    return orgIds.isEmpty() && accounts.isEmpty()
        ? 0
        : count(CandidatePipelines.newMembers(orgIds, accounts, excluded));
  }

  @Override
  public long countNewMembersOf(
      String roomId, Collection<String> orgIds, Collection<String> accounts) {
    return orgIds.isEmpty() && accounts.isEmpty()
        ? 0
        : count(CandidatePipelines.newMembers(orgIds, accounts, "", roomId));
  }

  private long count(List<Bson> candidates) {
    List<Bson> pipeline = new ArrayList<>(candidates);
    pipeline.add(Aggregates.count(COUNT));
    Document row = users.withDocumentClass(Document.class).aggregate(pipeline).first();
    return row == null ? 0 : row.get(COUNT, (Number) 0).longValue();
  }

  @Override
  public List<User> ofOrg(String orgId) {
    return users
        .find(or(eq("sectId", orgId), eq("deptId", orgId)))
        .sort(Sorts.ascending("account"))
        .into(new ArrayList<>());
  }

  @Override
  public List<User> findByIds(Collection<String> userIds, int limit) {
    return userIds.isEmpty()
        ? List.of()
        : users.find(in("_id", userIds)).limit(limit).into(new ArrayList<>());
  }
}
