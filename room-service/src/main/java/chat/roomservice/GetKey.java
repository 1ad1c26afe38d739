package chat.roomservice;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.KeyGetReply;
import chat.model.KeyGetRequest;
import chat.model.MalformedJsonException;
import chat.model.Subscription;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.KeyOfVersion;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Instant;
import java.util.Optional;

/** Gives a member the room's key, or an older one that they were there for (13 A2). */
final class GetKey implements RequestHandler {
  private static final String SHARED_INBOX = "_INBOX.";

  private final SubscriptionStore subscriptions;
  private final RoomKeyStore keys;
  private final boolean sharedInboxAllowed;

  /**
   * @param sharedInboxAllowed also answers below {@code _INBOX.}, where every client may listen
   */
  GetKey(SubscriptionStore subscriptions, RoomKeyStore keys, boolean sharedInboxAllowed) {
    this.subscriptions = subscriptions;
    this.keys = keys;
    this.sharedInboxAllowed = sharedInboxAllowed;
  }

  @Override
  public Reply handle(Request request) {
    String replyTo = request.replyTo();
    if (replyTo != null && replyTo.startsWith(SHARED_INBOX) && !sharedInboxAllowed) {
      return Refusals.INBOX_NOT_PRIVATE;
    }
    Optional<Subscription> member = subscriptions.find(request.roomId(), request.account());
    if (member.isEmpty()) {
      return Refusals.NOT_A_MEMBER;
    }
    KeyGetRequest wanted;
    try {
      wanted = decode(request.body());
    } catch (MalformedJsonException e) {
      return Refusals.malformed(e);
    }
    Long version = wanted.version();
    Optional<VersionedRoomKey> key =
        version == null
            ? keys.get(request.roomId())
            : allowed(keys.getByVersion(request.roomId(), version), member.get().joinedAt());
    return key.<Reply>map(found -> Reply.success(reply(request.roomId(), found)))
        .orElse(Refusals.KEY_UNAVAILABLE);
  }

  private static KeyGetRequest decode(byte[] body) throws MalformedJsonException {
    return body.length == 0 ? new KeyGetRequest(null) : Json.read(body, KeyGetRequest.class);
  }

  /**
   * A replaced key is for those who had joined before it was replaced; nobody knows = nobody gets
   * it.
   */
  private static Optional<VersionedRoomKey> allowed(KeyOfVersion found, Instant joinedAt) {
    return switch (found) {
      case KeyOfVersion.Current(VersionedRoomKey key) -> Optional.of(key);
      case KeyOfVersion.Kept(VersionedRoomKey key, Instant until) ->
          joinedAt.isAfter(until) ? Optional.empty() : Optional.of(key);
      case KeyOfVersion.Previous previous -> Optional.empty();
      case KeyOfVersion.Gone gone -> Optional.empty();
    };
  }

  private static KeyGetReply reply(String roomId, VersionedRoomKey key) {
    return new KeyGetReply(roomId, key.version(), Bytes.of(key.pair().privateKey().bytes()));
  }
}
