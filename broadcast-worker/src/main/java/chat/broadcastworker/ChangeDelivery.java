package chat.broadcastworker;

import chat.model.Bots;
import chat.model.Room;
import chat.model.RoomEvent;
import chat.runtime.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings edits and deletions to those who are in the room (05 §6, steps 4 to 6). */
final class ChangeDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeDelivery.class);

  private final SubscriptionStore subscriptions;
  private final LiveEvents live;

  ChangeDelivery(SubscriptionStore subscriptions, LiveEvents live) {
    this.subscriptions = subscriptions;
    this.live = live;
  }

  Outcome deliver(Room room, RoomEvent event, String messageId, @Nullable String requestId) {
    switch (Audience.of(room.type())) {
      case ROOM -> live.toRoom(event, requestId);
      case PEOPLE ->
          live.toPeople(people(room), event, requestId, "publish DM mutation event failed");
      case NOBODY ->
          LOG.atWarn()
              .addKeyValue("type", room.type())
              .addKeyValue("roomID", room.id())
              .addKeyValue("messageID", messageId)
              .log("unknown room type, skipping mutation fan-out");
    }
    return Outcome.DONE;
  }

  /** Rooms that are older than their {@code accounts} field fall back to the subscriptions. */
  private List<String> people(Room room) {
    List<String> accounts =
        room.accounts().isEmpty() ? subscriptions.accountsOf(room.id()) : room.accounts();
    return accounts.stream().filter(account -> !Bots.isBot(account)).toList();
  }
}
