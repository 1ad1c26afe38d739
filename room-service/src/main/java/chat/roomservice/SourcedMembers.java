package chat.roomservice;

import chat.model.Bots;
import chat.model.ChannelRef;
import chat.model.Lists;
import chat.runtime.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named orgs and people together with those of source channels, all of whom exist (02 §8.6, §8.4).
 */
final class SourcedMembers {
  /** What came of it. */
  sealed interface Result {
    /** Each once, in order of appearance; bots of source channels are left out. */
    record Known(List<String> orgs, List<String> accounts) implements Result {}

    record Refused(Reply.Refusal refusal) implements Result {}
  }

  private final ChannelExpansion expansion;
  private final PhantomGate gate;

  SourcedMembers(ChannelExpansion expansion, PhantomGate gate) {
    this.expansion = expansion;
    this.gate = gate;
  }

  Result gather(
      String requester,
      @Nullable List<String> users,
      @Nullable List<String> orgs,
      @Nullable List<ChannelRef> channels)
      throws InterruptedException {
    return switch (expansion.expand(requester, Lists.orEmpty(channels))) {
      case ChannelExpansion.Refused(Reply.Refusal refusal) -> new Result.Refused(refusal);
      case ChannelExpansion.Expanded expanded ->
          new Result.Known(
              union(Lists.orEmpty(orgs), expanded.orgs()),
              union(
                  Lists.orEmpty(users),
                  expanded.accounts().stream().filter(account -> !Bots.isBot(account)).toList()));
    };
  }

  /** The first org or account that nobody has. */
  Optional<Reply.Refusal> refuse(List<String> orgs, List<String> accounts) {
    return gate.refuse(orgs, accounts);
  }

  private static List<String> union(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return Lists.distinct(all);
  }
}
