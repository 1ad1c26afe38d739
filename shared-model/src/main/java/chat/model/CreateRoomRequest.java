package chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a room, and the accepted job that builds it (contract 01 §2.6, 02 §9.1). Clients send
 * the first four fields.
 *
 * @param users accounts
 * @param timestamp ms of acceptance, stable over redeliveries
 */
public record CreateRoomRequest(
    String name,
    @Nullable List<String> users,
    @Nullable List<String> orgs,
    @Nullable List<ChannelRef> channels,
    @OmitEmpty List<String> resolvedUsers,
    @OmitEmpty List<String> resolvedOrgs,
    String roomId,
    String requesterId,
    String requesterAccount,
    long timestamp) {
  /** Copies the lists. */
  public CreateRoomRequest {
    users = Lists.copy(users);
    orgs = Lists.copy(orgs);
    channels = Lists.copy(channels);
    resolvedUsers = List.copyOf(resolvedUsers);
    resolvedOrgs = List.copyOf(resolvedOrgs);
  }
}
