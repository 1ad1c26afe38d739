package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.AddMembersRequest;
import chat.model.CreateRoomRequest;
import chat.model.HistoryChoice;
import chat.model.RemoveMemberRequest;
import chat.model.RoomJob;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.UpdateRoleRequest;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.Reply;
import chat.runtime.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The jobs of the redelivery matrix, each in a room in which it has everything to do. */
enum MatrixJob {
  CREATE_CHANNEL(
      w ->
          w.job(
              RoomJob.CREATE,
              new CreateRoomRequest(
                  "Crew",
                  List.of("new"),
                  List.of("o2"),
                  null,
                  List.of("new"),
                  List.of("o2"),
                  "r2",
                  "?",
                  "dora",
                  MatrixJob.ACCEPTED))),
  CREATE_DM(
      w ->
          w.job(
              RoomJob.CREATE,
              new CreateRoomRequest(
                  "",
                  List.of("olga"),
                  null,
                  null,
                  List.of("olga"),
                  List.of(),
                  "u-dorau-olga",
                  "?",
                  "dora",
                  MatrixJob.ACCEPTED))),
  SYNC_DM(
      w ->
          new Delivery(
              "chat.server.request.room.site-a.create.dm",
              "{\"roomType\":\"dm\",\"requesterAccount\":\"dora\",\"otherAccount\":\"olga\"}"
                  .getBytes(UTF_8),
              TestRoomWorker.REQUEST_ID,
              0,
              1)),
  ADD_PEOPLE(w -> add(w, List.of("new", "far"), List.of(), "none")),
  ADD_A_FIRST_ORG(
      w -> {
        w.site.rows.clear();
        return add(w, List.of("new"), List.of("o2"), "all");
      }),
  ADD_WITH_ROTATION(
      w -> {
        w.environment.put("ROOM_KEY_ROTATE_ON_JOIN", "always");
        return add(w, List.of("new", "far"), List.of(), "all");
      }),
  REMOVE_PERSON(w -> remove(w, "dora", "olga", "")),
  LEAVE(w -> remove(w, "kenji", "kenji", "")),
  REMOVE_AN_OWNER_WHOM_AN_ORG_KEEPS(w -> remove(w, "dora", "gil", "")),
  REMOVE_ORG(w -> remove(w, "dora", "", "o1")),
  REMOVE_ORG_IN_WHICH_NOBODY_IS(w -> remove(w, "dora", "", "o7")),
  PROMOTE(w -> role(w, "olga", "owner")),
  DEMOTE(w -> role(w, "gil", "member"));

  private static final long ACCEPTED = 1767225600123L;

  private final Function<TestRoomWorker, Delivery> delivery;

  MatrixJob(Function<TestRoomWorker, Delivery> delivery) {
    this.delivery = delivery;
  }

  private static Delivery add(
      TestRoomWorker w, List<String> users, List<String> orgs, String mode) {
    return w.job(
        RoomJob.MEMBER_ADD,
        new AddMembersRequest(
            "r1", users, orgs, null, new HistoryChoice(mode), "?", "dora", ACCEPTED));
  }

  private static Delivery remove(TestRoomWorker w, String requester, String account, String org) {
    return w.job(
        RoomJob.MEMBER_REMOVE,
        new RemoveMemberRequest("r1", requester, account, org, ACCEPTED, "channel"));
  }

  private static Delivery role(TestRoomWorker w, String account, String role) {
    return w.job(RoomJob.ROLE_UPDATE, new UpdateRoleRequest("r1", account, role, ACCEPTED));
  }

  /** The room before the job: members of both sites, an org, a key for it and for those to come. */
  Delivery arrange(TestRoomWorker w) {
    w.environment.put("KEY_FANOUT_WORKERS", "1"); // calls in an order that repeats
    w.site.channel("r1");
    w.site.owner("r1", w.site.user("dora"));
    w.site.member("r1", w.site.user("kenji"));
    w.site.member("r1", w.site.user(SampleUser.of("olga").site("site-b")));
    w.site.user("new");
    w.site.user(SampleUser.of("far").site("site-b"));
    w.site.user(SampleUser.of("fay").department("o2").site("site-c"));
    var gil = w.site.user(SampleUser.of("gil").department("o1").site("site-b"));
    w.site.owner("r1", gil);
    w.site.row("r1", gil);
    var hana = w.site.user(SampleUser.of("hana").section("o1").site("site-b"));
    w.site.subscriptions.add(SampleSubscription.of("r1", hana).make());
    w.site.orgRow("r1", "o1");
    List.of("r1", "r2", "u-dorau-olga").forEach(room -> w.keys.set(room, TestRoomWorker.PAIR));
    if (this == REMOVE_ORG_IN_WHICH_NOBODY_IS) {
      w.site.orgRow("r1", "o7");
    }
    return delivery.apply(w);
  }

  /** A request without a job has no time but that of the room, once it is stored. */
  boolean hasBegun(TestRoomWorker w) {
    return this != SYNC_DM || w.site.rooms.size() > 1;
  }

  /** One delivery to a process that was started for it; true when it is settled. */
  boolean deliver(TestRoomWorker w, Delivery to) {
    if (this != SYNC_DM) {
      return w.run(to).equals(Outcome.DONE);
    }
    var request =
        new Request(to.subject(), Map.of(), to.body(), TestRoomWorker.REQUEST_ID, "reply");
    try {
      return w.operations().syncDm().handle(request) instanceof Reply.Success;
    } catch (RuntimeException e) {
      return false; // the caller asks again
    }
  }
}
