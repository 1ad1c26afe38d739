package chat.roomservice;

import chat.model.CreateRoomReply;
import chat.model.CreateRoomRequest;
import chat.model.Json;
import chat.model.RoomJob;
import chat.model.Subjects;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Reply;
import chat.runtime.StreamPublisher;
import java.time.Clock;

/**
 * Gives a checked room its key, publishes the create job and answers (02 §9.1, "Key, publish,
 * reply"). The key must stand before the job is published: room-worker takes its absence as
 * permanent.
 */
final class AcceptRoom {
  private final RoomKeyStore keys;
  private final RoomCrypto crypto;
  private final StreamPublisher jobs;
  private final Clock clock;
  private final String siteId;

  AcceptRoom(
      RoomKeyStore keys, RoomCrypto crypto, StreamPublisher jobs, Clock clock, String siteId) {
    this.keys = keys;
    this.crypto = crypto;
    this.jobs = jobs;
    this.clock = clock;
    this.siteId = siteId;
  }

  Reply accept(RoomDraft.Checked checked, RoomDraft.Ready room, String requestId) {
    CreateRoomRequest job = job(checked, room); // 1
    keys.createIfAbsent(room.roomId(), crypto.newKeyPair()); // 2, never over a DM's key (oddity)
    // a publish that failed may still have been stored: taking the key away again could strand the
    // room
    jobs.publish(Subjects.roomJob(siteId, RoomJob.CREATE), requestId, null, Json.write(job)); // 3
    return Reply.success( // 4
        new CreateRoomReply(CreateRoomReply.ACCEPTED, room.roomId(), room.type()));
  }

  private CreateRoomRequest job(RoomDraft.Checked checked, RoomDraft.Ready room) {
    CreateRoomRequest sent = checked.body();
    return new CreateRoomRequest(
        sent.name(),
        sent.users(),
        sent.orgs(),
        sent.channels(),
        room.users(),
        room.orgs(),
        room.roomId(),
        checked.requester().id(),
        checked.requester().account(),
        clock.millis());
  }
}
