package chat.model;

import java.util.List;

/** The member list of a room (contract 01 §2.6). */
public record ListMembersReply(List<RoomMember> members) {
  /** Copies the lists. */
  public ListMembersReply {
    members = List.copyOf(members);
  }
}
