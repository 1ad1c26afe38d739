package chat.roomworker;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RoomKeyEvent;
import chat.model.RoomKeyRequest;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells another site the current key of a room, both halves (04 §12.2). Only back-ends can ask: no
 * client may publish on the subject.
 */
final class TellRoomKey implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TellRoomKey.class);
  private static final Reply.Refusal MALFORMED = Reply.refuse("invalid request");
  private static final Reply.Refusal NO_KEY = Reply.refuse("room key not found");

  private final RoomKeyStore keys;
  private final Clock clock;

  TellRoomKey(RoomKeyStore keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Reply handle(Request request) {
    String roomId;
    try {
      roomId = Json.read(request.body(), RoomKeyRequest.class).roomId();
    } catch (MalformedJsonException _) {
      return MALFORMED;
    }
    Optional<VersionedRoomKey> key;
    try {
      key = keys.get(roomId);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("roomId", roomId).log("get room key failed");
      return Reply.refuse("get room key for " + roomId + ": room key store internal error");
    }
    return key.<Reply>map(found -> Reply.success(told(roomId, found))).orElse(NO_KEY);
  }

  private RoomKeyEvent told(String roomId, VersionedRoomKey key) {
    return new RoomKeyEvent(
        roomId,
        key.version(),
        Bytes.of(key.pair().publicKey().bytes()),
        Bytes.of(key.pair().privateKey().bytes()),
        clock.millis());
  }
}
