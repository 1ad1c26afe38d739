package chat.roomservice;

import chat.model.CreateRoomRequest;
import chat.model.User;
import chat.runtime.Reply;
import java.util.List;

/** What a create request comes to once everything about it is checked. */
sealed interface RoomDraft {
  /**
   * A room that may be created.
   *
   * @param users accounts that get in by name or through a source channel, without the requester
   * @param orgs orgs that get in
   */
  record Ready(String roomId, String type, List<String> users, List<String> orgs)
      implements RoomDraft {}

  /** The request is refused. */
  record Refused(Reply.Refusal refusal) implements RoomDraft {}

  /**
   * A request that passed the checks which need no store besides the requester's.
   *
   * @param body as sent, but with {@code users} de-duplicated and without the requester
   */
  record Checked(CreateRoomRequest body, User requester) {}
}
