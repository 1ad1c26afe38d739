package chat.roomworker;

import chat.model.Bots;
import chat.model.CreateRoomRequest;
import chat.model.Ids;
import chat.model.JobOperation;
import chat.model.Json;
import chat.model.Lists;
import chat.model.MalformedJsonException;
import chat.model.Room;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.User;
import chat.roomworker.JobGate.JobContext;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.util.List;
import java.util.Optional;

/** The create job (03 §6): room, members, counts, then everything that tells about it. */
final class CreateRoomJob implements RoomJobHandler {
  private final JobGate gate;
  private final UserStore users;
  private final NewRooms newRooms;
  private final DirectMembers directMembers;
  private final ChannelMembers channelMembers;
  private final RoomAnnouncement announcement;
  private final JobReport report;

  CreateRoomJob(
      JobGate gate,
      UserStore users,
      NewRooms newRooms,
      DirectMembers directMembers,
      ChannelMembers channelMembers,
      RoomAnnouncement announcement,
      JobReport report) {
    this.gate = gate;
    this.users = users;
    this.newRooms = newRooms;
    this.directMembers = directMembers;
    this.channelMembers = channelMembers;
    this.announcement = announcement;
    this.report = report;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    String requestId = delivery.requestId();
    if (requestId == null) { // 1
      return new Outcome.Reject("missing X-Request-ID");
    }
    if (!Ids.isRequestId(requestId)) {
      return new Outcome.Reject("invalid X-Request-ID: must be a hyphenated UUID");
    }
    CreateRoomRequest job;
    try {
      job = Json.read(delivery.body(), CreateRoomRequest.class); // 2
    } catch (MalformedJsonException e) {
      return new Outcome.Reject("unmarshal create-room: " + e.getMessage());
    }
    var address =
        new JobReport.Address(
            JobOperation.ROOM_CREATE, job.requesterAccount(), requestId, job.roomId());
    return report.around(address, delivery, () -> create(job, requestId)); // 15
  }

  private Optional<Refused> create(CreateRoomRequest job, String requestId) {
    return switch (gate.pass(job, requestId)) { // 3, 4: nothing is written before
      case JobGate.Result.Closed(Refused refused) -> Optional.of(refused);
      case JobGate.Result.Open(JobContext context) ->
          isDirect(job) ? createDirect(context) : createChannel(context);
    };
  }

  /** The rule of room-service, on the same literal lists (03 §6.1). */
  private static boolean isDirect(CreateRoomRequest job) {
    return job.name().isEmpty()
        && Lists.orEmpty(job.orgs()).isEmpty()
        && Lists.orEmpty(job.channels()).isEmpty()
        && Lists.orEmpty(job.users()).size() == 1;
  }

  private Optional<Refused> createDirect(JobContext context) {
    String account = Lists.orEmpty(context.job().users()).getFirst();
    boolean bot = Bots.isBot(account);
    Optional<User> counterpart = users.find(account); // 5
    if (counterpart.isEmpty()) {
      return Optional.of(Refused.counterpartNotFound(bot));
    }
    Room wanted =
        newRooms.direct(
            context.job().roomId(),
            bot ? RoomType.BOT_DM : RoomType.DM,
            context.requester(),
            counterpart.get(),
            context.acceptedAt());
    return switch (newRooms.store(wanted)) { // 6
      case NewRooms.Result.Collides(Refused refused) -> Optional.of(refused);
      case NewRooms.Result.Stands(Room room) -> {
        List<Subscription> pair =
            directMembers.subscribe( // 7
                room, context.requester(), counterpart.get(), context.acceptedAt());
        finish(context, room, pair, List.of(context.requester(), counterpart.get()));
        yield Optional.empty();
      }
    };
  }

  private Optional<Refused> createChannel(JobContext context) {
    Room wanted =
        newRooms.channel(context.job().roomId(), context.job().name(), context.acceptedAt());
    return switch (newRooms.store(wanted)) { // 6
      case NewRooms.Result.Collides(Refused refused) -> Optional.of(refused);
      case NewRooms.Result.Stands(Room room) ->
          switch (channelMembers.subscribe(room, context)) { // 8
            case ChannelMembers.Result.Failed(Refused refused) -> Optional.of(refused);
            case ChannelMembers.Result.Subscribed(var people, var subscriptions) -> {
              finish(context, room, subscriptions, people);
              yield Optional.empty();
            }
          };
    };
  }

  private void finish(
      JobContext context, Room room, List<Subscription> subscriptions, List<User> members) {
    newRooms.recount(room); // 9
    announcement.announce(context, room, subscriptions, members); // 10-14
  }
}
