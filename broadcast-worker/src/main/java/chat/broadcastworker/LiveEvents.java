package chat.broadcastworker;

import chat.model.Json;
import chat.model.RoomEvent;
import chat.model.Subjects;
import chat.runtime.CorePublisher;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes room events to those who are connected (05 §7). */
final class LiveEvents {
  private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);

  private final CorePublisher publisher;

  LiveEvents(CorePublisher publisher) {
    this.publisher = publisher;
  }

  /** One publish for all members, however many. */
  void toRoom(RoomEvent event, @Nullable String requestId) {
    publisher.publish(Subjects.roomEvent(event.roomId()), requestId, Json.write(event));
  }

  /**
   * The same bytes to each. Who cannot be reached does not keep the event from the others, and
   * nobody is told twice for their sake: they find it in the history.
   *
   * @param failure what the log says then
   */
  void toPeople(
      Collection<String> accounts, RoomEvent event, @Nullable String requestId, String failure) {
    if (accounts.isEmpty()) {
      return;
    }
    byte[] body = Json.write(event);
    for (String account : accounts) {
      try {
        publisher.publish(Subjects.userRoomEvent(account), requestId, body);
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("error", e.toString())
            .addKeyValue("type", event.type())
            .addKeyValue("account", account)
            .addKeyValue("roomID", event.roomId())
            .log(failure);
      }
    }
  }
}
