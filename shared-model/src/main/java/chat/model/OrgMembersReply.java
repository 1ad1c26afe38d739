package chat.model;

import java.util.List;

/** The people of an org (contract 01 §2.6). */
public record OrgMembersReply(List<OrgMember> members) {
  /** Copies the lists. */
  public OrgMembersReply {
    members = List.copyOf(members);
  }
}
