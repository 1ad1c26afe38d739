package chat.roomservice;

import chat.model.Bots;
import chat.model.Ids;
import chat.model.Lists;
import chat.model.RoomType;
import chat.runtime.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The channel branch of create room (02 §9.1, C1–C9). */
final class ChannelRooms {
  private final ChannelExpansion expansion;
  private final PhantomGate gate;
  private final UserStore users;
  private final Ids ids;
  private final int maxRoomSize;

  ChannelRooms(
      ChannelExpansion expansion, PhantomGate gate, UserStore users, Ids ids, int maxRoomSize) {
    this.expansion = expansion;
    this.gate = gate;
    this.users = users;
    this.ids = ids;
    this.maxRoomSize = maxRoomSize;
  }

  RoomDraft draft(RoomDraft.Checked checked) throws InterruptedException {
    String requester = checked.requester().account();
    return switch (expansion.expand(requester, Lists.orEmpty(checked.body().channels()))) { // C1
      case ChannelExpansion.Refused(Reply.Refusal refusal) -> new RoomDraft.Refused(refusal);
      case ChannelExpansion.Expanded expanded -> draft(checked, requester, expanded);
    };
  }

  private RoomDraft draft(
      RoomDraft.Checked checked, String requester, ChannelExpansion.Expanded expanded) {
    List<String> orgs = union(Lists.orEmpty(checked.body().orgs()), expanded.orgs()); // C3
    List<String> people = // C2, C3
        union(
                Lists.orEmpty(checked.body().users()),
                expanded.accounts().stream().filter(account -> !Bots.isBot(account)).toList())
            .stream()
            .filter(account -> !account.equals(requester))
            .toList();
    if (orgs.isEmpty() && people.isEmpty()) { // C4
      return new RoomDraft.Refused(Refusals.NOTHING_TO_CREATE);
    }
    Optional<Reply.Refusal> phantom = gate.refuse(orgs, people); // C5
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

  private static List<String> union(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return Lists.distinct(all);
  }
}
