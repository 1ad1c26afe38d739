package chat.roomworker;

import chat.model.AddMembersRequest;
import chat.model.Ids;
import chat.model.JobOperation;
import chat.model.JobResult;
import chat.model.JobStatus;
import chat.model.Json;
import chat.model.Lists;
import chat.model.RemoveMemberRequest;
import chat.model.Room;
import chat.model.RoomJob;
import chat.model.Subjects;
import chat.model.User;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeysender.RoomKeySender;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.CorePublisher;
import chat.runtime.Delivery;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Works as document 03 says of the existing fleet, as far as membership and keys go: no journal, no
 * marks, no lease, and rotations that compare nothing.
 */
final class ExistingFleetDouble {
  private final Stores stores;
  private final RoomKeyStore keys;
  private final CorePublisher core;
  private final RoomKeySender sender;
  private final NewSubscriptions fresh = new NewSubscriptions(new Ids(Clock.systemUTC()));

  ExistingFleetDouble(Stores stores, RoomKeyStore keys, CorePublisher core) {
    this.stores = stores;
    this.keys = keys;
    this.core = core;
    sender = new RoomKeySender(core, 4, Clock.systemUTC(), OpenTelemetry.noop().getMeter("double"));
  }

  void handle(Delivery job) throws Exception {
    if (job.subject().endsWith(RoomJob.MEMBER_ADD.text())) {
      add(Json.read(job.body(), AddMembersRequest.class), job.requestId());
    } else {
      remove(Json.read(job.body(), RemoveMemberRequest.class), job.requestId());
    }
  }

  private void add(AddMembersRequest job, String requestId) {
    Room room = stores.rooms().find(job.roomId()).orElseThrow();
    List<String> orgs = Lists.orEmpty(job.orgs());
    List<User> candidates = stores.users().candidates(orgs, Lists.orEmpty(job.users()), "");
    List<User> joining =
        candidates.stream()
            .filter(user -> stores.subscriptions().find(room.id(), user.account()).isEmpty())
            .toList();
    Instant joinedAt = Instant.ofEpochMilli(job.timestamp());
    stores
        .subscriptions()
        .insertAbsent(
            joining.stream()
                .map(user -> fresh.member(room, Person.of(user), joinedAt, null))
                .toList());
    new ChannelMembers(stores.subscriptions(), stores.rows(), fresh, new Ids(Clock.systemUTC()))
        .addRows(room.id(), List.of(), orgs, joinedAt);
    sender.send(
        room.id(), keys.get(room.id()).orElseThrow(), joining.stream().map(User::account).toList());
    tell(JobOperation.MEMBER_ADD, job.requesterAccount(), requestId, room.id());
  }

  private void remove(RemoveMemberRequest job, String requestId) {
    VersionedRoomKey standing = keys.get(job.roomId()).orElseThrow();
    Set<String> leaving = leaving(job);
    stores.subscriptions().delete(job.roomId(), leaving);
    if (!job.orgId().isEmpty()) {
      stores.rows().delete(job.roomId(), "org", job.orgId());
    }
    if (!leaving.isEmpty()) {
      List<String> survivors =
          stores.subscriptions().ofRoom(job.roomId()).stream().map(s -> s.u().account()).toList();
      RoomKeyPair pair = RoomCrypto.best().newKeyPair();
      sender.send(job.roomId(), new VersionedRoomKey(standing.version() + 1, pair), survivors);
      keys.rotate(job.roomId(), pair);
    }
    tell(JobOperation.MEMBER_REMOVE, job.requester(), requestId, job.roomId());
  }

  private Set<String> leaving(RemoveMemberRequest job) {
    Set<String> orgs = stores.rows().orgIds(job.roomId());
    if (job.orgId().isEmpty()) {
      User user = stores.users().find(job.account()).orElseThrow();
      return orgs.contains(user.deptId()) ? Set.of() : Set.of(job.account());
    }
    return stores.users().ofOrg(job.orgId()).stream()
        .map(User::account)
        .collect(Collectors.toSet());
  }

  private void tell(String operation, String requester, String requestId, String roomId) {
    core.publish(
        Subjects.response(requester, requestId),
        requestId,
        Json.write(
            new JobResult(
                requestId, operation, JobStatus.OK, roomId, "", System.currentTimeMillis())));
  }
}
