package chat.roomworker;

import chat.model.Bots;
import chat.model.CreateRoomRequest;
import chat.model.DedupIds;
import chat.model.Ids;
import chat.model.JobOperation;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Room;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.roomcrypto.VersionedRoomKey;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The create job (03 §6): room, members, counts, then everything that tells about it. */
final class CreateRoomJob implements RoomJobHandler {
  private final CurrentKey currentKey;
  private final CreatePlanning planning;
  private final NewRooms newRooms;
  private final DirectMembers directMembers;
  private final ChannelMembers channelMembers;
  private final RoomAnnouncement announcement;
  private final JobReport report;

  CreateRoomJob(
      CurrentKey currentKey,
      CreatePlanning planning,
      NewRooms newRooms,
      DirectMembers directMembers,
      ChannelMembers channelMembers,
      RoomAnnouncement announcement,
      JobReport report) {
    this.currentKey = currentKey;
    this.planning = planning;
    this.newRooms = newRooms;
    this.directMembers = directMembers;
    this.channelMembers = channelMembers;
    this.announcement = announcement;
    this.report = report;
  }

  @Override
  public Outcome handle(Delivery delivery) throws Exception {
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
    return report.around(address, delivery, () -> create(job, delivery, requestId)); // 15
  }

  private Optional<Refused> create(CreateRoomRequest job, Delivery delivery, String requestId) {
    Optional<VersionedRoomKey> key = currentKey.of(job.roomId()); // 3: nothing is written before
    if (key.isEmpty()) {
      return Optional.of(Refused.keyAbsent(job.roomId()));
    }
    return switch (planning.plan(job, delivery)) { // 4, 5, 8a, 8b
      case CreatePlanning.Result.Impossible(Refused refused) -> Optional.of(refused);
      case CreatePlanning.Result.Planned(CreatePlan plan) ->
          switch (newRooms.store(wanted(job, plan))) { // 6
            case NewRooms.Result.Collides(Refused refused) -> Optional.of(refused);
            case NewRooms.Result.Stands(Room room) -> {
              var creation = new RoomAnnouncement.Creation(job, plan, room, key.get());
              fill(creation, delivery.sequence(), origin(job, plan, requestId));
              yield Optional.empty();
            }
          };
    };
  }

  private Room wanted(CreateRoomRequest job, CreatePlan plan) {
    Instant createdAt = Instant.ofEpochMilli(plan.acceptedAt());
    if (!CreatePlanning.isDirect(job)) {
      return newRooms.channel(job.roomId(), job.name(), createdAt);
    }
    String type = Bots.isBot(CreatePlanning.counterpart(job)) ? RoomType.BOT_DM : RoomType.DM;
    return newRooms.direct(
        job.roomId(), type, plan.requester(), plan.members().getLast(), createdAt);
  }

  private static JobOrigin origin(CreateRoomRequest job, CreatePlan plan, String requestId) {
    return new JobOrigin(
        requestId,
        DedupIds.memberSeed(job.roomId(), job.requesterAccount(), plan.acceptedAt()),
        Instant.ofEpochMilli(plan.emittedAt()));
  }

  private void fill(RoomAnnouncement.Creation creation, long sequence, JobOrigin origin) {
    CreatePlan plan = creation.plan();
    Room room = creation.room();
    Instant joinedAt = Instant.ofEpochMilli(plan.acceptedAt());
    List<Person> members = plan.members();
    List<Subscription> stored;
    if (room.type().equals(RoomType.CHANNEL)) { // 8
      List<Person> wanted = newRooms.notRemovedSince(room.id(), members, sequence);
      newRooms.markJoining(room.id(), wanted, sequence);
      channelMembers.create(room, wanted, plan.requester(), creation.job(), joinedAt);
      // somebody may have been removed since, or while an earlier delivery was about to store them
      members = newRooms.notRemovedSince(room.id(), wanted, sequence);
      List<Person> staying = members;
      List<Person> gone =
          plan.members().stream().filter(person -> !staying.contains(person)).toList();
      channelMembers.takeBack(room, gone, joinedAt);
      stored = channelMembers.stored(room.id(), members);
    } else { // 7
      stored = directMembers.subscribe(room, plan.requester(), plan.members().getLast(), joinedAt);
    }
    newRooms.recount(room); // 9
    announcement.announce(creation, members, stored, origin); // 10-14
  }
}
