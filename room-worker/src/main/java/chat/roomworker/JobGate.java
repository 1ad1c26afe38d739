package chat.roomworker;

import chat.model.CreateRoomRequest;
import chat.model.User;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What must be there before a create job writes anything: the room's key and its creator (03 §6.2).
 */
final class JobGate {
  /** Whether the job may go on. */
  sealed interface Result {
    record Open(JobContext context) implements Result {}

    record Closed(Refused refused) implements Result {}
  }

  /**
   * What the steps of one job share.
   *
   * @param acceptedAt when room-service accepted it: the same on every delivery
   */
  record JobContext(
      CreateRoomRequest job,
      User requester,
      VersionedRoomKey key,
      String requestId,
      Instant acceptedAt) {}

  private final RoomKeyStore keys;
  private final RoomKeyMetrics metrics;
  private final UserStore users;
  private final Clock clock;

  JobGate(RoomKeyStore keys, RoomKeyMetrics metrics, UserStore users, Clock clock) {
    this.keys = keys;
    this.metrics = metrics;
    this.users = users;
    this.clock = clock;
  }

  Result pass(CreateRoomRequest job, String requestId) {
    Optional<VersionedRoomKey> key = keys.get(job.roomId()); // 3
    if (key.isEmpty()) {
      metrics.keyAbsent();
      return new Result.Closed(Refused.keyAbsent(job.roomId()));
    }
    Optional<User> requester = users.find(job.requesterAccount()); // 4
    if (requester.isEmpty()) {
      return new Result.Closed(Refused.requesterNotFound());
    }
    Instant acceptedAt = // a job without a time gets this one (oddity 7)
        job.timestamp() > 0 ? Instant.ofEpochMilli(job.timestamp()) : clock.instant();
    return new Result.Open(new JobContext(job, requester.get(), key.get(), requestId, acceptedAt));
  }
}
