package chat.roomservice;

import chat.model.RoomMember;
import java.util.List;

/**
 * A room's members as its member list shows them (02 §9.10): rows where there are any, else
 * subscriptions.
 */
interface MemberStore {
  /** At most {@code limit} of them, in display order. */
  List<RoomMember> list(String roomId, int limit);
}
