package chat.notificationworker;

import chat.model.Json;
import chat.model.Notification;
import chat.model.Subjects;
import chat.runtime.CorePublisher;
import chat.runtime.ServerAwayException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one notification to many people (08 §4). */
final class Notifications {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

  private final CorePublisher publisher;

  Notifications(CorePublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * The same bytes to each. Who cannot be reached does not keep it from the others, and nobody is
   * told twice for their sake.
   *
   * @throws ServerAwayException when it has reached nobody since the connection is down: the whole
   *     may be tried again
   */
  void send(Notification notification, List<Recipient> recipients, @Nullable String requestId) {
    if (recipients.isEmpty()) {
      return;
    }
    byte[] body = Json.write(notification);
    boolean reached = false;
    for (Recipient recipient : recipients) {
      try {
        publisher.publish(Subjects.notification(recipient.account()), requestId, body);
        reached = true;
      } catch (RuntimeException e) {
        if (!reached && e instanceof ServerAwayException) {
          throw e;
        }
        LOG.atError()
            .addKeyValue("error", e.toString())
            .addKeyValue("account", recipient.account())
            .log("publish notification failed");
      }
    }
  }
}
