package chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payload of the system message {@link SystemMessageType#MEMBERS_ADDED} (contract 01 §2.6). */
public record MembersAddedData(
    @Nullable List<String> individuals,
    @Nullable List<String> orgs,
    @Nullable List<ChannelRef> channels,
    long addedUsersCount) {
  /** Copies the lists. */
  public MembersAddedData {
    individuals = Lists.copy(individuals);
    orgs = Lists.copy(orgs);
    channels = Lists.copy(channels);
  }
}
