package chat.roomservice;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.Role;
import chat.model.RoomMember;
import chat.model.Subscription;
import chat.model.User;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Field;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Members in MongoDB (02 §9.10). A page is enriched by a few indexed queries for all of it: one
 * look-up for each row, as one pipeline would do it, costs a room of a thousand three thousand.
 */
final class MongoMemberStore implements MemberStore {
  private static final String ORGS_FIRST = "_kind";
  private static final String DEPARTMENT = "deptId";
  private static final String SECTION = "sectId";

  private final MongoCollection<RoomMember> rows;
  private final MongoCollection<Subscription> subscriptions;
  private final MongoCollection<User> users;

  MongoMemberStore(MongoConnection mongo) {
    rows = mongo.collection(CollectionNames.ROOM_MEMBERS, RoomMember.class);
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
    users = mongo.collection(CollectionNames.USERS, User.class);
  }

  @Override
  public List<RoomMember> list(String roomId, MemberPage page) {
    return rows.find(eq("rid", roomId)).first() != null
        ? fromRows(roomId, page)
        : fromSubscriptions(roomId, page);
  }

  private List<RoomMember> fromRows(String roomId, MemberPage page) {
    List<RoomMember> found = rows.aggregate(displayOrder(roomId, page)).into(new ArrayList<>());
    if (!page.enriched()) {
      return found;
    }
    Set<String> accounts = entries(found, MemberType.INDIVIDUAL, MemberEntry::account);
    Map<String, OrgSummary> orgs = new HashMap<>();
    entries(found, MemberType.ORG, MemberEntry::id).forEach(id -> orgs.put(id, summary(id)));
    return new MemberDisplay(people(accounts), owners(roomId, accounts), orgs).of(found);
  }

  private static List<Bson> displayOrder(String roomId, MemberPage page) {
    var kind =
        new Document(
            "$cond", List.of(new Document("$eq", List.of("$member.type", MemberType.ORG)), 0, 1));
    List<Bson> pipeline = new ArrayList<>();
    pipeline.add(Aggregates.match(eq("rid", roomId)));
    pipeline.add(Aggregates.addFields(new Field<>(ORGS_FIRST, kind)));
    pipeline.add(Aggregates.sort(Sorts.ascending(ORGS_FIRST, "ts", "_id")));
    if (page.offset() > 0) {
      pipeline.add(new Document("$skip", page.offset()));
    }
    if (page.limit() != null) {
      pipeline.add(new Document("$limit", page.limit()));
    }
    return pipeline;
  }

  private List<RoomMember> fromSubscriptions(String roomId, MemberPage page) {
    FindIterable<Subscription> all =
        subscriptions.find(eq("roomId", roomId)).sort(Sorts.ascending("joinedAt", "_id"));
    // the driver counts in 32 bits: what no room reaches is cut there
    all.skip((int) Math.min(page.offset(), Integer.MAX_VALUE));
    if (page.limit() != null) {
      all.limit((int) Math.min(page.limit(), Integer.MAX_VALUE));
    }
    List<Subscription> found = all.into(new ArrayList<>());
    List<RoomMember> members = found.stream().map(MongoMemberStore::asMember).toList();
    return page.enriched() ? enriched(found, members) : members;
  }

  private List<RoomMember> enriched(List<Subscription> found, List<RoomMember> members) {
    Set<String> owners =
        found.stream()
            .filter(s -> s.roles() != null && s.roles().contains(Role.OWNER))
            .map(s -> s.u().account())
            .collect(Collectors.toSet());
    Set<String> accounts = entries(members, MemberType.INDIVIDUAL, MemberEntry::account);
    return new MemberDisplay(people(accounts), owners, Map.of()).of(members);
  }

  private static RoomMember asMember(Subscription s) {
    var entry =
        new MemberEntry(s.u().id(), MemberType.INDIVIDUAL, s.u().account(), "", "", false, "", 0);
    return new RoomMember(s.id(), s.roomId(), s.joinedAt(), entry);
  }

  private static Set<String> entries(
      List<RoomMember> members,
      String type,
      java.util.function.Function<MemberEntry, String> wanted) {
    return members.stream()
        .map(RoomMember::member)
        .filter(entry -> entry.type().equals(type))
        .map(wanted)
        .collect(Collectors.toSet());
  }

  private Map<String, User> people(Set<String> accounts) {
    Map<String, User> byAccount = new HashMap<>();
    if (!accounts.isEmpty()) {
      users
          .find(in("account", accounts))
          .forEach(user -> byAccount.putIfAbsent(user.account(), user));
    }
    return byAccount;
  }

  private Set<String> owners(String roomId, Set<String> accounts) {
    return accounts.isEmpty()
        ? Set.of()
        : subscriptions
            .find(and(eq("roomId", roomId), in("u.account", accounts), eq("roles", Role.OWNER)))
            .map(s -> s.u().account())
            .into(new HashSet<>());
  }

  private OrgSummary summary(String orgId) {
    return new OrgSummary(
        part(eq(DEPARTMENT, orgId), "$deptName", "$deptTCName"),
        part(and(eq(SECTION, orgId), ne(DEPARTMENT, orgId)), "$sectName", "$sectTCName"));
  }

  private OrgSummary.Part part(Bson people, String name, String tcName) {
    Document row =
        users
            .withDocumentClass(Document.class)
            .aggregate(
                List.of(
                    Aggregates.match(people),
                    Aggregates.group(
                        null,
                        Accumulators.max("name", name),
                        Accumulators.max("tcName", tcName),
                        Accumulators.sum("people", 1))))
            .first();
    return row == null
        ? OrgSummary.Part.NOBODY
        : new OrgSummary.Part(
            row.get("name") instanceof String text ? text : "",
            row.get("tcName") instanceof String text ? text : "",
            row.get("people", Number.class).longValue());
  }
}
