package chat.gatekeeper;

import chat.model.Bots;
import chat.model.Role;
import java.util.List;

/**
 * What a subscription says about who sends.
 *
 * @param userId may be empty in broken documents
 * @param roles empty for DMs
 */
record Member(String userId, String account, List<String> roles) {
  Member {
    roles = List.copyOf(roles);
  }

  /** Posts into rooms of any size (07 §6). */
  boolean passesLargeRooms() {
    return roles.contains(Role.OWNER) || roles.contains(Role.ADMIN) || Bots.isBot(account);
  }
}
