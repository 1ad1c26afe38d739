package chat.inboxworker;

import chat.model.ErrorReply;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RoomKeyEvent;
import chat.model.RoomKeyRequest;
import chat.model.Subjects;
import chat.roomcrypto.InvalidRoomKeyException;
import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.RoomPrivateKey;
import chat.roomcrypto.RoomPublicKey;
import chat.roomcrypto.VersionedRoomKey;
import chat.runtime.Requester;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the room-worker of another site for the current key of a room of its own (04 §12.2). */
final class KeyOffice {
  private static final String ABSENT = "room key not found";

  /** What came of a question. */
  sealed interface Answer {
    record Told(VersionedRoomKey key) implements Answer {}

    /** The other site is well, and has no key. */
    record Absent() implements Answer {}

    /** May go better later. */
    record Failed(String reason) implements Answer {}
  }

  private final Requester requester;
  private final Duration timeout;
  private final ReplicationMetrics metrics;

  KeyOffice(Requester requester, Duration timeout, ReplicationMetrics metrics) {
    this.requester = requester;
    this.timeout = timeout;
    this.metrics = metrics;
  }

  /**
   * @param originSiteId one subject token
   * @throws chat.runtime.ServerAwayException when this site's own server is away
   */
  Answer ask(String originSiteId, String roomId, @Nullable String requestId)
      throws InterruptedException {
    long begun = System.nanoTime();
    try {
      byte[] body = Json.write(new RoomKeyRequest(roomId));
      String subject = Subjects.replicateKey(originSiteId);
      return switch (requester.request(subject, requestId, body, timeout)) {
        case Requester.Answer.Replied(byte[] reply) -> read(roomId, reply);
        case Requester.Answer.TimedOut() -> new Answer.Failed("no answer in time");
        case Requester.Answer.NoResponders() -> new Answer.Failed("nobody answers there");
      };
    } finally {
      metrics.asked(System.nanoTime() - begun);
    }
  }

  private static Answer read(String roomId, byte[] reply) {
    Optional<String> error = error(reply);
    if (error.isPresent()) {
      return error.get().equals(ABSENT) ? new Answer.Absent() : new Answer.Failed(error.get());
    }
    try {
      RoomKeyEvent told = Json.read(reply, RoomKeyEvent.class);
      if (!told.roomId().equals(roomId) || told.version() < 0) {
        return new Answer.Failed("the answer is not about the room");
      }
      var pair =
          new RoomKeyPair(
              RoomPublicKey.of(told.publicKey().toArray()),
              RoomPrivateKey.of(told.privateKey().toArray()));
      return new Answer.Told(new VersionedRoomKey(told.version(), pair));
    } catch (MalformedJsonException | InvalidRoomKeyException _) { // whose texts may hold of it
      return new Answer.Failed("the answer is no room key");
    }
  }

  private static Optional<String> error(byte[] reply) {
    try {
      return Optional.of(Json.read(reply, ErrorReply.class).error()).filter(t -> !t.isEmpty());
    } catch (MalformedJsonException _) {
      return Optional.empty();
    }
  }
}
