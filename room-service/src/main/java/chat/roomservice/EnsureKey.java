package chat.roomservice;

import chat.model.Json;
import chat.model.KeyEnsureReply;
import chat.model.KeyEnsureRequest;
import chat.model.MalformedJsonException;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;

/** Room key ensure (02 §9.12): every refusal is masked. Parallel callers make one key. */
final class EnsureKey implements RequestHandler {
  private final RoomKeyStore keys;
  private final RoomCrypto crypto;

  EnsureKey(RoomKeyStore keys, RoomCrypto crypto) {
    this.keys = keys;
    this.crypto = crypto;
  }

  @Override
  public Reply handle(Request request) {
    String roomId;
    try {
      roomId = Json.read(request.body(), KeyEnsureRequest.class).roomId();
    } catch (MalformedJsonException e) {
      return Refusals.masked("key ensure: " + e.getMessage());
    }
    if (roomId.isEmpty()) {
      return Refusals.masked("key ensure without a room");
    }
    long version =
        keys.get(roomId)
            .orElseGet(() -> keys.createIfAbsent(roomId, crypto.newKeyPair()))
            .version();
    return Reply.success(new KeyEnsureReply(roomId, version));
  }
}
