package chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for members, and the accepted job that adds them (contract 01 §2.6, 02 §9.7).
 *
 * @param users accounts
 * @param timestamp ms of acceptance
 */
public record AddMembersRequest(
    String roomId,
    @Nullable List<String> users,
    @Nullable List<String> orgs,
    @Nullable List<ChannelRef> channels,
    HistoryChoice history,
    String requesterId,
    String requesterAccount,
    long timestamp) {
  /** Copies the lists. */
  public AddMembersRequest {
    users = Lists.copy(users);
    orgs = Lists.copy(orgs);
    channels = Lists.copy(channels);
  }
}
