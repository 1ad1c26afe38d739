package chat.inboxworker;

import chat.model.SubjectTokens;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies that are fetched from the site that sent the event (04 §12.3). */
final class FetchedRoomKeys implements RoomKeyCopies {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedRoomKeys.class);

  /** Deliveries after which a key that its home site does not have is given up: 04 §12.6. */
  private static final long LAST_ATTEMPT = 4;

  private final String siteId;
  private final RoomStore rooms;
  private final RoomKeyStore keys;
  private final KeyOffice office;
  private final RoomKeyMetrics metrics;

  FetchedRoomKeys(
      String siteId, RoomStore rooms, RoomKeyStore keys, KeyOffice office, RoomKeyMetrics metrics) {
    this.siteId = siteId;
    this.rooms = rooms;
    this.keys = keys;
    this.office = office;
    this.metrics = metrics;
  }

  @Override
  public Outcome ensurePresent(String roomId, InboxEvent event) throws InterruptedException {
    if (isOfNobody(roomId, event)) {
      return Outcome.DONE;
    }
    return keys.get(roomId).isPresent() ? Outcome.DONE : fetch(roomId, event);
  }

  @Override
  public Outcome renew(String roomId, InboxEvent event) throws InterruptedException {
    return isOfNobody(roomId, event) ? Outcome.DONE : fetch(roomId, event);
  }

  /** No room, or one for which this site has nobody to ask. */
  private boolean isOfNobody(String roomId, InboxEvent event) {
    return roomId.isEmpty() || event.originSiteId().equals(siteId);
  }

  private Outcome fetch(String roomId, InboxEvent event) throws InterruptedException {
    String origin = event.originSiteId();
    if (!SubjectTokens.isToken(origin)) {
      return new Outcome.Reject("no site can be asked for the room key: bad siteId");
    }
    if (rooms.isOf(siteId, roomId)) { // whoever says so: the key of our own room is made here
      LOG.atWarn()
          .addKeyValue("roomId", roomId)
          .addKeyValue("originSiteId", origin)
          .log("another site speaks for a room of this one, its key is not taken");
      return Outcome.DONE;
    }
    return switch (office.ask(origin, roomId, event.requestId())) { // 1
      case KeyOffice.Answer.Told(VersionedRoomKey key) -> store(roomId, key);
      case KeyOffice.Answer.Absent() -> absent(roomId, origin, event.attempt());
      case KeyOffice.Answer.Failed(String reason) ->
          new Outcome.Retry("room key of " + roomId + " from " + origin + ": " + reason);
    };
  }

  private Outcome store(String roomId, VersionedRoomKey told) {
    Optional<VersionedRoomKey> standing = keys.get(roomId); // 2
    if (standing.isEmpty() || standing.get().version() < told.version()) { // 3
      keys.adopt(roomId, told); // 4, which compares again: another replica may have been faster
    }
    return Outcome.DONE;
  }

  /** It may be on its way: the room may have been made this moment. */
  private Outcome absent(String roomId, String origin, long attempt) {
    metrics.keyAbsent();
    LOG.atError()
        .addKeyValue("roomId", roomId)
        .addKeyValue("originSiteId", origin)
        .log("room key absent at its home site");
    return attempt < LAST_ATTEMPT
        ? new Outcome.Retry("room key of " + roomId + " absent at " + origin)
        : Outcome.DONE;
  }
}
