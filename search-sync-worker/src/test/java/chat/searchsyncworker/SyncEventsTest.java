package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.ServiceThreads;
import chat.searchsyncworker.SearchEngine.BulkAnswer;
import chat.stores.StoreAwayException;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class SyncEventsTest {
  private static final SyncMetrics METRICS =
      new SyncMetrics(OpenTelemetry.noop().getMeter("test"), "test");

  private final SearchEngine engine = Mockito.mock(SearchEngine.class);
  private final List<List<SearchAction>> sent = Collections.synchronizedList(new ArrayList<>());
  private final Queue<BulkAnswer> answers = new ArrayDeque<>();
  private final List<List<SearchAction>> written = new ArrayList<>();
  private Batches batches;

  private SyncEvents events(int size, Duration linger) {
    Mockito.when(engine.bulk(Mockito.anyList()))
        .thenAnswer(
            call -> {
              List<SearchAction> actions = List.copyOf(call.<List<SearchAction>>getArgument(0));
              sent.add(actions);
              BulkAnswer answer = answers.poll();
              return answer != null
                  ? answer
                  : new BulkAnswer.Results(
                      Collections.nCopies(actions.size(), ActionResult.APPLIED));
            });
    batches =
        new Batches(new BulkRequests(engine), size, linger, new ServiceThreads("test"), METRICS);
    return new SyncEvents(
        MembershipChange.planner(new UserRoomWriter("u")), batches, METRICS, written::add);
  }

  @AfterEach
  void close() throws Exception {
    if (batches != null) {
      batches.close();
    }
  }

  private static Delivery delivery(String... accounts) {
    return new Delivery(
        "s",
        Samples.envelope("member_added", Samples.members("channel", "x", 0, accounts), 5),
        null,
        1,
        1);
  }

  private void answer(ActionResult... results) {
    answers.add(new BulkAnswer.Results(List.of(results)));
  }

  @Test
  void everyAccount_isAnActionOfOneRequest() throws Exception {
    var events = events(500, Duration.ofMillis(1));

    assertThat(events.handle(delivery("a", "b", "c"))).isEqualTo(Outcome.DONE);

    assertThat(sent).singleElement().satisfies(actions -> assertThat(actions).hasSize(3));
    assertThat(written).hasSize(1);
  }

  @Test
  void eventsThatCannotBeRead_areGivenUp_unknownOnesNever() throws Exception {
    var events = events(500, Duration.ofMillis(1));

    assertThat(events.handle(new Delivery("s", "x".getBytes(), null, 1, 1)))
        .isInstanceOf(Outcome.Reject.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void eventsOfAWhile_shareARequest_andEachIsJudgedByItsOwnActions() throws Exception {
    var events = events(3, Duration.ofSeconds(30));
    answer(ActionResult.APPLIED, ActionResult.APPLIED, new ActionResult.Failed("404"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> one = threads.submit(() -> events.handle(delivery("a")));
      Future<Outcome> two = threads.submit(() -> events.handle(delivery("b")));
      await().until(() -> batchHolds(2));
      Future<Outcome> three = threads.submit(() -> events.handle(delivery("c")));

      assertThat(List.of(one.get(), two.get())).containsOnly(Outcome.DONE);
      assertThat(three.get()).isInstanceOf(Outcome.Retry.class);
    }
    assertThat(sent).hasSize(1);
    assertThat(written).hasSize(2);
  }

  private boolean batchHolds(int actions) {
    return batches.gathered() == actions;
  }

  @Test
  void requestThatIsUnderWay_letsTheNextOneGather() throws Exception {
    var events = events(2, Duration.ofMillis(1));
    var release = new CountDownLatch(1);
    var entered = new CompletableFuture<Boolean>();
    Mockito.doAnswer(
            call -> {
              List<SearchAction> actions = List.copyOf(call.<List<SearchAction>>getArgument(0));
              if (entered.complete(true)) {
                release.await();
              }
              sent.add(actions);
              return new BulkAnswer.Results(
                  Collections.nCopies(actions.size(), ActionResult.APPLIED));
            })
        .when(engine)
        .bulk(Mockito.anyList());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() -> events.handle(delivery("a")));
      entered.get();
      for (String account : List.of("b", "c", "d")) {
        threads.submit(() -> events.handle(delivery(account)));
      }
      await().until(() -> batchHolds(3));
      release.countDown();
    }
    assertThat(sent).extracting(List::size).containsExactly(1, 2, 1);
  }

  @Test
  void engineThatIsAway_isWaitedForByEveryEventOfTheRequest() {
    var events = events(500, Duration.ofMillis(1));
    Mockito.doThrow(new StoreAwayException("away")).when(engine).bulk(Mockito.anyList());

    assertThatThrownBy(() -> events.handle(delivery("a"))).isInstanceOf(StoreAwayException.class);
    assertThat(written).isEmpty();
  }

  @Test
  void actionThatTheEngineCannotDoNow_isWaitedFor() {
    var events = events(500, Duration.ofMillis(1));
    answer(new ActionResult.NotNow("429"));

    assertThatThrownBy(() -> events.handle(delivery("a"))).isInstanceOf(StoreAwayException.class);
  }

  @Test
  void scriptThatWasOvertaken_isTriedAgain_withoutTheOthers() throws Exception {
    var events = events(500, Duration.ofMillis(1));
    answer(ActionResult.APPLIED, new ActionResult.Overtaken());

    assertThat(events.handle(delivery("a", "b"))).isEqualTo(Outcome.DONE);

    assertThat(sent).extracting(List::size).containsExactly(2, 1);
    assertThat(sent.getLast().getFirst().id()).isEqualTo("b");
    assertThat(written).singleElement().satisfies(all -> assertThat(all).hasSize(2));
  }

  @Test
  void scriptThatIsAlwaysOvertaken_comesAgainLater() throws Exception {
    var events = events(500, Duration.ofMillis(1));
    for (int i = 0; i < 20; i++) {
      answer(new ActionResult.Overtaken());
    }
    assertThat(events.handle(delivery("a"))).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void refusedAction_isGivenUp_whileTheOthersAreWritten() throws Exception {
    var events = events(500, Duration.ofMillis(1));
    answers.add(new BulkAnswer.Refused("400"));
    answer(ActionResult.APPLIED);
    answers.add(new BulkAnswer.Refused("400"));

    assertThat(events.handle(delivery("a", "x")))
        .isEqualTo(new Outcome.Reject("bulk action refused: 400"));

    assertThat(sent).extracting(List::size).containsExactly(2, 1, 1);
    Mockito.verify(engine).ping();
    assertThat(written).hasSize(1);
  }

  @Test
  void refusalOfEverything_byWhatStandsInBetween_givesNothingUp() {
    var events = events(500, Duration.ofMillis(1));
    answers.add(new BulkAnswer.Refused("400"));
    Mockito.doThrow(new StoreAwayException("400")).when(engine).ping();

    assertThatThrownBy(() -> events.handle(delivery("a"))).isInstanceOf(StoreAwayException.class);
  }

  @Test
  void closing_sendsWhatWaits() throws Exception {
    var events = events(500, Duration.ofSeconds(30));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> waiting = threads.submit(() -> events.handle(delivery("a")));
      await().until(() -> batchHolds(1));
      batches.close();
      assertThat(waiting.get()).isEqualTo(Outcome.DONE);
    }
    assertThatThrownBy(() -> events.handle(delivery("a"))).hasMessage("closed");
  }
}
