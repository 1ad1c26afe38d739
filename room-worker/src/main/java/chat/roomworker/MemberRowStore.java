package chat.roomworker;

import chat.model.RoomMember;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Membership rows of rooms that have, or had, an org in them (03 §2.4). */
interface MemberRowStore {
  /** Stores those that are not there yet (03 M6); any other failure is one of the job. */
  void insertAbsent(List<RoomMember> rows);

  /** Orgs of the room; empty = it has none (03 M17). */
  Set<String> orgIds(String roomId);

  /** Those of the user ids that have an individual row. */
  Set<String> individualIds(String roomId, Collection<String> userIds);

  /**
   * None found is fine (03 M16).
   *
   * @param type one of {@link chat.model.MemberType}
   * @param id user id or org id
   */
  void delete(String roomId, String type, String id);
}
