package chat.client;

import chat.model.ChannelRef;
import java.util.List;

/**
 * Who is to be in a room.
 *
 * @param users accounts
 * @param orgs sections or departments
 * @param channels whose members are meant
 */
public record Invited(List<String> users, List<String> orgs, List<ChannelRef> channels) {

  /** Copies the lists. */
  public Invited {
    users = List.copyOf(users);
    orgs = List.copyOf(orgs);
    channels = List.copyOf(channels);
  }

  /** These accounts and nobody else. */
  public static Invited users(String... accounts) {
    return new Invited(List.of(accounts), List.of(), List.of());
  }
}
