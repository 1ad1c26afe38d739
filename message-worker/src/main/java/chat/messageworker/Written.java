package chat.messageworker;

import chat.model.Message;
import chat.model.Participant;
import chat.model.StoredParticipant;
import chat.model.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted message and the people around it.
 *
 * @param author null = a system message whose sender nobody knows
 * @param mentioned those that exist, in order of mention, everybody last
 * @param siteId of the event
 */
record Written(Message message, @Nullable User author, List<Participant> mentioned, String siteId) {
  Written {
    mentioned = List.copyOf(mentioned);
  }

  /** As the store keeps it: the sender under the account that the message names. */
  NewMessage stored() {
    StoredParticipant sender =
        author == null
            ? null
            : participant(
                author.id(), author.engName(), author.chineseName(), message.userAccount());
    return new NewMessage(
        message, sender, mentioned.stream().map(Written::participant).toList(), siteId);
  }

  private static StoredParticipant participant(Participant person) {
    return participant(person.userId(), person.engName(), person.chineseName(), person.account());
  }

  /** {@code companyName} holds the Chinese name. */
  private static StoredParticipant participant(
      String id, String engName, String chineseName, String account) {
    return new StoredParticipant(id, engName, chineseName, "", "", false, account);
  }
}
