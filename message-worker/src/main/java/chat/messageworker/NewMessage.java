package chat.messageworker;

import chat.model.Message;
import chat.model.StoredParticipant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with what the store keeps beside it (06 §9).
 *
 * @param message its {@code mentions} are not looked at
 * @param sender null = a system message whose sender nobody knows
 * @param siteId of the event
 */
record NewMessage(
    Message message,
    @Nullable StoredParticipant sender,
    List<StoredParticipant> mentions,
    String siteId) {
  NewMessage {
    mentions = List.copyOf(mentions);
  }
}
