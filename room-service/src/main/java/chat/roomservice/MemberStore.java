package chat.roomservice;

import chat.model.RoomMember;
import java.util.List;

/**
 * A room's members as its member list shows them (02 §9.10): rows where there are any, else
 * subscriptions.
 */
interface MemberStore {
  /** A part of the list: orgs first, then people, each by time of joining. */
  List<RoomMember> list(String roomId, MemberPage page);
}
