package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.MemberAdded;
import chat.model.MemberRemoved;
import chat.model.OutboxType;
import chat.model.Subscription;
import chat.model.SubscriptionRead;
import chat.model.SubscriptionUpdate;
import chat.runtime.NumberedCalls;
import chat.runtime.NumberedCalls.Harm;
import chat.runtime.NumberedCalls.ProcessDied;
import chat.runtime.Outcome;
import chat.runtime.ServerAwayException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of every handler goes wrong once, before and after its effect: the redelivery leaves
 * what an undisturbed run leaves (13 A4). The cases come from an undisturbed run, so that no call
 * is without one.
 */
class RedeliveryMatrixTest {
  private static final long JOINED = 1_770_000_000_000L;
  private static final long AT = 1_770_000_000_100L;
  private static final String DIRECT = "u-881u-882";

  /** The events, each with what stands in the stores before it. */
  private enum Event {
    ADDED(added(Samples.ROOM, "channel", "kenji", AT), _ -> {}),
    ADDED_TO_A_DM(added(DIRECT, "dm", "marie", AT), _ -> {}),
    ADDED_LATE(
        added(Samples.ROOM, "channel", "kenji", AT),
        inbox -> inbox.handle(removed(AT + 1, "jules"))),
    REMOVED(removed(AT, "marie", "jules"), RedeliveryMatrixTest::members),
    REMOVED_LATE(
        removed(AT - 1, "marie", "jules"),
        inbox -> inbox.handle(added(Samples.ROOM, "channel", "kenji", AT))),
    ADDED_WITH_A_KEY(
        added(Samples.ROOM, "channel", "kenji", AT),
        inbox -> inbox.replicating(OtherSite.holding(3))),
    REMOVED_WITH_A_KEY(removed(AT, "marie"), RedeliveryMatrixTest::membersWithAKey),
    NOBODY_REMOVED_WITH_A_KEY(removed(AT), RedeliveryMatrixTest::membersWithAKey),
    ROLE_UPDATED(
        Samples.envelope(
            OutboxType.ROLE_UPDATED,
            new SubscriptionUpdate(
                "u-881", Samples.subscription("marie", Instant.EPOCH), "role_updated", AT)),
        RedeliveryMatrixTest::members),
    READ(
        Samples.envelope(
            OutboxType.SUBSCRIPTION_READ,
            new SubscriptionRead("marie", Samples.ROOM, AT, false, AT)),
        RedeliveryMatrixTest::members),
    THREAD_FOLLOWED(
        Samples.envelope(
            OutboxType.THREAD_SUBSCRIPTION_UPSERTED,
            Samples.thread("t1", true, Instant.ofEpochMilli(AT))),
        _ -> {}),
    ROOM_SYNCED(Samples.envelope(OutboxType.ROOM_SYNC, Samples.room("one")), _ -> {});

    private final byte[] body;
    private final Consumer<Inbox> before;

    Event(byte[] body, Consumer<Inbox> before) {
      this.body = body;
      this.before = before;
    }
  }

  private static byte[] added(String roomId, String type, String requester, long at) {
    return Samples.envelope(
        OutboxType.MEMBER_ADDED,
        new MemberAdded(
            "member_added",
            roomId,
            "harbour ops",
            type,
            List.of("marie", "jules"),
            Samples.HOME,
            requester,
            JOINED,
            0,
            at));
  }

  private static byte[] removed(long at, String... accounts) {
    return Samples.envelope(
        OutboxType.MEMBER_REMOVED,
        new MemberRemoved("member_removed", Samples.ROOM, List.of(accounts), Samples.HOME, "", at));
  }

  private static void membersWithAKey(Inbox inbox) {
    members(inbox);
    inbox.keys.setWithVersion(Samples.ROOM, 2, OtherSite.ANOTHER);
    inbox.replicating(OtherSite.holding(3));
  }

  private static void members(Inbox inbox) {
    inbox.subscriptions.insertAbsent(
        List.of(
            Samples.subscription("marie", Instant.ofEpochMilli(JOINED)),
            Samples.subscription("jules", Instant.ofEpochMilli(JOINED))));
  }

  /** One event on stores of its own. */
  private static final class Run {
    final Inbox inbox = new Inbox();
    final NumberedCalls calls = new NumberedCalls();
    final Event event;

    Run(Event event) {
      this.event = event;
      event.before.accept(inbox);
      inbox.count(calls);
    }

    boolean deliver(int harmed, Harm harm) {
      calls.begin(harmed, harm);
      try {
        return inbox.handle(event.body).equals(Outcome.DONE);
      } catch (ProcessDied | ServerAwayException failed) {
        return false;
      }
    }

    /** Everything stored, without fresh ids. */
    List<String> state() {
      return Stream.concat(
              inbox.subscriptions.all().stream().map(Run::line).sorted(),
              Stream.of(
                  inbox.marks.toString(),
                  inbox.keys.get(Samples.ROOM).toString(),
                  inbox.rooms.find(Samples.ROOM).toString(),
                  inbox.threads.all().toString()))
          .toList();
    }

    private static String line(Subscription s) {
      return s.toString().replace(s.id(), "an id");
    }
  }

  /** One case: which call goes wrong, and how. */
  private record Case(Event event, int call, String name, Harm harm) {
    @Override
    public String toString() {
      return "%s, call %d, %s: %s".formatted(event, call, name, harm);
    }
  }

  static Stream<Case> cases() {
    return Arrays.stream(Event.values()).flatMap(RedeliveryMatrixTest::casesOf);
  }

  private static Stream<Case> casesOf(Event event) {
    var run = new Run(event);
    assertThat(run.deliver(0, Harm.DIES_BEFORE)).isTrue();
    List<String> calls = run.calls.made();
    return IntStream.rangeClosed(1, calls.size())
        .boxed()
        .flatMap(
            call ->
                Arrays.stream(Harm.values())
                    .map(harm -> new Case(event, call, calls.get(call - 1), harm)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void redelivery_finishesWhatWasBegun(Case one) {
    var undisturbed = new Run(one.event);
    undisturbed.deliver(0, Harm.DIES_BEFORE);
    var run = new Run(one.event);

    assertThat(run.deliver(one.call, one.harm)).as("settled by the harmed delivery").isFalse();
    assertThat(run.calls.made()).last().isEqualTo(one.name);
    assertThat(run.deliver(0, Harm.DIES_BEFORE)).isTrue();

    assertThat(run.state()).isEqualTo(undisturbed.state());
  }

  @ParameterizedTest
  @EnumSource
  void everyEvent_isOfUse(Event event) {
    var run = new Run(event);
    List<String> before = run.state();
    assertThat(run.deliver(0, Harm.DIES_BEFORE)).isTrue();
    assertThat(run.calls.made()).isNotEmpty();
    if (event != Event.REMOVED_LATE && event != Event.ROLE_UPDATED) {
      assertThat(run.state()).isNotEqualTo(before);
    }
  }
}
