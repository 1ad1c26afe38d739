package chat.stores;

import chat.model.Bots;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/**
 * Who becomes a member when orgs and people are added: pipelines on {@code users} (contract 01b
 * §15). Bots are never candidates.
 *
 * <p>Values of requests stand only where a server takes them as they are, never in an expression,
 * where a text that begins with a dollar would be the name of a field.
 */
public final class CandidatePipelines {
  /** Result field of {@link #addCandidates}. */
  public static final String ACCOUNT = "account";

  /** Result field of {@link #addCandidates}. */
  public static final String HAS_SUBSCRIPTION = "hasSubscription";

  /** Result field of {@link #addCandidates}. */
  public static final String HAS_INDIVIDUAL_ROOM_MEMBER = "hasIndividualRoomMember";

  private static final Pattern BOT = Pattern.compile(Bots.PATTERN);

  private CandidatePipelines() {}

  /**
   * Who is meant: people of an org, and single people.
   *
   * @param orgIds org ids and {@code accounts}: not both empty, since nobody is meant then and
   *     nothing to ask
   * @param excluded account that is no candidate; empty = none
   */
  public static Bson candidates(
      Collection<String> orgIds, Collection<String> accounts, String excluded) {
    List<Bson> meant = new ArrayList<>();
    if (!orgIds.isEmpty()) {
      meant.add(Filters.in("sectId", orgIds));
      meant.add(Filters.in("deptId", orgIds));
    }
    if (!accounts.isEmpty()) {
      meant.add(Filters.in(ACCOUNT, accounts));
    }
    List<Bson> all = new ArrayList<>();
    all.add(Filters.not(Filters.regex(ACCOUNT, BOT)));
    if (!excluded.isEmpty()) {
      all.add(Filters.ne(ACCOUNT, excluded));
    }
    return switch (meant.size()) {
      case 0 -> throw new IllegalArgumentException("no org and no account");
      // beside the other conditions, not in an $or: every server can use the index then
      case 1 -> together(meant.getFirst(), Filters.and(all));
      default -> together(Filters.or(meant), Filters.and(all));
    };
  }

  /** One filter document with the fields of both. */
  private static Bson together(Bson one, Bson other) {
    BsonDocument both = one.toBsonDocument().clone();
    both.putAll(other.toBsonDocument());
    return both;
  }

  /**
   * Candidates of a room that does not exist yet.
   *
   * @param excluded the requester, who joins as owner anyway
   */
  public static List<Bson> newMembers(
      Collection<String> orgIds, Collection<String> accounts, String excluded) {
    return List.of(Aggregates.match(candidates(orgIds, accounts, excluded)));
  }

  /** Candidates that have no subscription in the room. */
  public static List<Bson> newMembers(
      Collection<String> orgIds, Collection<String> accounts, String excluded, String roomId) {
    return List.of(
        Aggregates.match(candidates(orgIds, accounts, excluded)),
        subscriptionsInto("existingSub", roomId),
        Aggregates.match(Filters.size("existingSub", 0)));
  }

  /** All candidates, and what each already has in the room. */
  public static List<Bson> addCandidates(
      Collection<String> orgIds, Collection<String> accounts, String roomId) {
    return List.of(
        Aggregates.match(candidates(orgIds, accounts, "")),
        subscriptionsInto("_sub", roomId),
        rowsInto("_irm", roomId),
        Aggregates.project(
            Projections.fields(
                Projections.excludeId(),
                Projections.include(ACCOUNT),
                Projections.computed(HAS_SUBSCRIPTION, isNotEmpty("_sub")),
                Projections.computed(HAS_INDIVIDUAL_ROOM_MEMBER, isNotEmpty("_irm")))));
  }

  private static Bson subscriptionsInto(String field, String roomId) {
    return lookup(
        CollectionNames.SUBSCRIPTIONS, Filters.eq("roomId", roomId), "u.account", ACCOUNT, field);
  }

  private static Bson rowsInto(String field, String roomId) {
    return lookup(
        CollectionNames.ROOM_MEMBERS,
        Filters.and(Filters.eq("rid", roomId), Filters.eq("member.type", "individual")),
        "member.id",
        "_id",
        field);
  }

  /**
   * At most one foreign document that passes the filter and agrees with the local one in a field.
   */
  private static Bson lookup(
      String from, Bson filter, String foreignField, String localField, String into) {
    BsonDocument agree = expression("$eq", "$" + foreignField, "$$local");
    // a variable without value is an error on some servers
    Bson local =
        new BsonDocument(
            "$ifNull", new BsonArray(List.of(new BsonString("$" + localField), BsonNull.VALUE)));
    return Aggregates.lookup(
        from,
        List.of(new Variable<>("local", local)),
        List.of(
            Aggregates.match(together(filter, Filters.expr(agree))),
            Aggregates.limit(1),
            Aggregates.project(Projections.include("_id"))),
        into);
  }

  private static BsonDocument isNotEmpty(String array) {
    BsonDocument size = new BsonDocument("$size", new BsonString("$" + array));
    return new BsonDocument("$gt", new BsonArray(List.of(size, new BsonInt32(0))));
  }

  private static BsonDocument expression(String operator, String left, String right) {
    return new BsonDocument(
        operator, new BsonArray(List.of(new BsonString(left), new BsonString(right))));
  }
}
