package chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payload of the system message {@link SystemMessageType#ROOM_CREATED} (contract 01 §2.6). */
public record RoomCreatedData(
    String name,
    @Nullable List<String> users,
    @Nullable List<String> orgs,
    @Nullable List<ChannelRef> channels,
    long addedUsersCount) {
  /** Copies the lists. */
  public RoomCreatedData {
    users = Lists.copy(users);
    orgs = Lists.copy(orgs);
    channels = Lists.copy(channels);
  }
}
