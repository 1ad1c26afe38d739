package chat.roomworker;

import chat.model.DedupIds;
import chat.model.Ids;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MemberAdded;
import chat.model.OutboxType;
import chat.model.Room;
import chat.model.RoomType;
import chat.model.SubjectTokens;
import chat.model.Subscription;
import chat.model.SyncDmReply;
import chat.model.SyncDmRequest;
import chat.model.User;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The synchronous DM or botDM for back-ends, whose caller has done all checks (03 §10.1). */
final class SyncDm implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SyncDm.class);
  private static final Reply.Refusal REQUEST_ID_MISSING =
      Reply.refuse("missing X-Request-ID header");
  private static final Reply.Refusal REQUEST_ID_MALFORMED =
      Reply.refuse("invalid X-Request-ID header");
  private static final Reply.Refusal MALFORMED = Reply.refuse("invalid sync DM request");
  private static final Reply.Refusal USER_UNKNOWN = Reply.refuse("user lookup failed");
  private static final Reply.Refusal OTHER_SITE = Reply.refuse("requester is not on this site");

  private final UserStore users;
  private final NewRooms newRooms;
  private final DirectMembers members;
  private final JobEvents events;
  private final Clock clock;
  private final String siteId;

  SyncDm(
      UserStore users,
      NewRooms newRooms,
      DirectMembers members,
      JobEvents events,
      Clock clock,
      String siteId) {
    this.users = users;
    this.newRooms = newRooms;
    this.members = members;
    this.events = events;
    this.clock = clock;
    this.siteId = siteId;
  }

  @Override
  public Reply handle(Request request) {
    String requestId = request.requestId();
    if (requestId == null) {
      return REQUEST_ID_MISSING;
    }
    if (!Ids.isRequestId(requestId)) {
      return REQUEST_ID_MALFORMED;
    }
    SyncDmRequest wanted;
    try {
      wanted = Json.read(request.body(), SyncDmRequest.class);
    } catch (MalformedJsonException e) {
      return MALFORMED;
    }
    return isSound(wanted) ? create(wanted, requestId) : MALFORMED;
  }

  private static boolean isSound(SyncDmRequest wanted) {
    boolean direct =
        wanted.roomType().equals(RoomType.DM) || wanted.roomType().equals(RoomType.BOT_DM);
    return direct
        && !wanted.requesterAccount().isEmpty()
        && !wanted.otherAccount().isEmpty()
        && !wanted.requesterAccount().equals(wanted.otherAccount());
  }

  private Reply create(SyncDmRequest wanted, String requestId) {
    List<User> found = // 1
        users.findAll(List.of(wanted.requesterAccount(), wanted.otherAccount()));
    Optional<User> requester = of(found, wanted.requesterAccount());
    Optional<User> other = of(found, wanted.otherAccount());
    if (requester.isEmpty()) {
      return USER_UNKNOWN;
    }
    if (!requester.get().siteId().equals(siteId)) {
      return OTHER_SITE;
    }
    if (other.isEmpty()) {
      return USER_UNKNOWN;
    }
    if (!SubjectTokens.isToken(requester.get().id()) || !SubjectTokens.isToken(other.get().id())) {
      LOG.warn("a user id that is no subject token cannot be part of a room id"); // 00 row 5
      return USER_UNKNOWN;
    }
    return create(wanted.roomType(), Person.of(requester.get()), Person.of(other.get()), requestId);
  }

  private static Optional<User> of(List<User> found, String account) {
    return found.stream().filter(user -> user.account().equals(account)).findFirst();
  }

  private Reply create(String roomType, Person requester, Person other, String requestId) {
    Room room = newRooms.countedDirect(roomType, requester, other, clock.instant());
    return switch (newRooms.store(room)) { // 2, 3
      case NewRooms.Result.Collides(Refused refused) -> {
        LOG.atError().addKeyValue("error", refused.text()).log("sync DM: room ID collision");
        yield Reply.internalError();
      }
      case NewRooms.Result.Stands(Room stands) -> subscribe(stands, requester, other, requestId);
    };
  }

  private Reply subscribe(Room room, Person requester, Person other, String requestId) {
    List<Subscription> pair = members.subscribe(room, requester, other, room.createdAt()); // 4
    var origin =
        new JobOrigin(
            requestId,
            DedupIds.memberSeed(room.id(), requester.account(), room.createdAt().toEpochMilli()),
            clock.instant());
    pair.forEach(subscription -> events.subscriptionAdded(subscription, origin)); // 5
    tellSites(room, pair.getFirst(), List.of(requester, other), origin); // 6
    return Reply.success(new SyncDmReply(true, pair.getFirst())); // 7
  }

  /**
   * The search of this site learns of the room as well (oddity 23).
   *
   * @param both the requester first
   */
  private void tellSites(Room room, Subscription own, List<Person> both, JobOrigin origin) {
    List<String> accounts = both.stream().map(Person::account).toList();
    events.localInbox(added(room, own, accounts, origin), origin);
    RemoteMembers.bySite(List.of(both.getLast()), siteId)
        .forEach(
            (site, there) ->
                events.outbox(
                    OutboxType.MEMBER_ADDED, site, added(room, own, there, origin), origin));
  }

  private MemberAdded added(Room room, Subscription own, List<String> accounts, JobOrigin origin) {
    return new MemberAdded(
        OutboxType.MEMBER_ADDED,
        room.id(),
        "",
        room.type(),
        accounts,
        siteId,
        own.u().account(),
        own.joinedAt().toEpochMilli(),
        0,
        origin.timestamp());
  }
}
