package chat.roomworker;

import chat.model.RoomMember;
import java.util.List;

/** Membership rows of rooms that have, or had, an org in them (03 §2.4). */
interface MemberRowStore {
  /** Stores those that are not there yet (03 M6); any other failure is one of the job. */
  void insertAbsent(List<RoomMember> rows);
}
