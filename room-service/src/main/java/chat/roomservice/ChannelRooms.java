package chat.roomservice;

import chat.model.CreateRoomRequest;
import chat.model.Ids;
import chat.model.RoomType;
import chat.runtime.Reply;
import java.util.List;
import java.util.Optional;

/** The channel branch of create room (02 §9.1, C1–C9). */
final class ChannelRooms {
  private final SourcedMembers sources;
  private final UserStore users;
  private final Ids ids;
  private final int maxRoomSize;

  ChannelRooms(SourcedMembers sources, UserStore users, Ids ids, int maxRoomSize) {
    this.sources = sources;
    this.users = users;
    this.ids = ids;
    this.maxRoomSize = maxRoomSize;
  }

  RoomDraft draft(RoomDraft.Checked checked) throws InterruptedException {
    String requester = checked.requester().account();
    CreateRoomRequest sent = checked.body();
    return switch (sources.gather(requester, sent.users(), sent.orgs(), sent.channels())) {
      case SourcedMembers.Result.Refused(Reply.Refusal refusal) -> // C1
          new RoomDraft.Refused(refusal);
      case SourcedMembers.Result.Known(var orgs, var accounts) -> // C2, C3
          draft(
              requester,
              orgs,
              accounts.stream().filter(account -> !account.equals(requester)).toList());
    };
  }

  private RoomDraft draft(String requester, List<String> orgs, List<String> people) {
    if (orgs.isEmpty() && people.isEmpty()) { // C4
      return new RoomDraft.Refused(Refusals.NOTHING_TO_CREATE);
    }
    Optional<Reply.Refusal> phantom = sources.refuse(orgs, people); // C5
    if (phantom.isPresent()) {
      return new RoomDraft.Refused(phantom.get());
    }
    long count = users.countNewMembers(orgs, people, requester); // C6
    if (count == 0) { // C7
      return new RoomDraft.Refused(Refusals.NOTHING_TO_CREATE);
    }
    if (1 + count > maxRoomSize) { // C8
      return new RoomDraft.Refused(
          Refusals.masked(
              "exceeds maximum capacity (%d): would create %d members"
                  .formatted(maxRoomSize, 1 + count)));
    }
    return new RoomDraft.Ready(ids.newRoomId(), RoomType.CHANNEL, people, orgs); // C9
  }
}
