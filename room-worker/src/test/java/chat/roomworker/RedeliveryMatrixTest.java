package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.runtime.Delivery;
import chat.runtime.NumberedCalls;
import chat.runtime.NumberedCalls.Harm;
import chat.runtime.NumberedCalls.ProcessDied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of every job goes wrong once, before and after its effect: the redelivery leaves what
 * an undisturbed run leaves, and has told the same (13 A4). The cases come from an undisturbed run,
 * so that no call is without one.
 */
class RedeliveryMatrixTest {
  private static final int DELIVERIES = 3;

  /** One job on fakes of its own. */
  private static final class Run {
    final TestRoomWorker worker = new TestRoomWorker();
    final NumberedCalls calls = new NumberedCalls();
    final MatrixJob job;
    final Delivery first;

    Run(MatrixJob job) {
      this.job = job;
      first = job.arrange(worker);
      worker.count(calls);
    }

    /** True when it was settled. */
    boolean deliver(Delivery delivery, int harmed, Harm harm) {
      calls.begin(harmed, harm);
      try {
        return job.deliver(worker, delivery);
      } catch (ProcessDied died) {
        return false;
      }
    }

    MatrixResult undisturbed() {
      assertThat(deliver(first, 0, Harm.DIES_BEFORE)).isTrue();
      return MatrixResult.of(worker);
    }

    /** Until it is settled, minutes apart. */
    void redeliver() {
      Delivery next = first;
      for (int i = 0; i < DELIVERIES; i++) {
        if (job.hasBegun(worker)) {
          worker.clock.pass(Duration.ofMinutes(1));
        }
        next = TestRoomWorker.again(next);
        if (deliver(next, 0, Harm.DIES_BEFORE)) {
          return;
        }
      }
      throw new AssertionError("never settled");
    }
  }

  /** One case: which call of which job goes wrong, and how. */
  private record Case(MatrixJob job, int call, String name, Harm harm) {
    @Override
    public String toString() {
      return "%s, call %d, %s: %s".formatted(job, call, name, harm);
    }
  }

  static Stream<Case> cases() {
    return Arrays.stream(MatrixJob.values()).flatMap(RedeliveryMatrixTest::casesOf);
  }

  private static Stream<Case> casesOf(MatrixJob job) {
    var run = new Run(job);
    run.undisturbed();
    List<String> calls = run.calls.made();
    return IntStream.rangeClosed(1, calls.size())
        .boxed()
        .flatMap(
            call ->
                Arrays.stream(Harm.values())
                    .map(harm -> new Case(job, call, calls.get(call - 1), harm)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void redelivery_finishesWhatWasBegun(Case one) {
    MatrixResult undisturbed = new Run(one.job).undisturbed();
    var run = new Run(one.job);

    boolean settled = run.deliver(run.first, one.call, one.harm);

    assertThat(run.calls.made().get(one.call - 1)).as("the harmed call").isEqualTo(one.name);
    boolean acknowledged = one.name.equals("JobJournal.forget"); // the last thing, after the ack
    if (!settled && !acknowledged) {
      run.redeliver();
    }
    assertSame(MatrixResult.of(run.worker), undisturbed, acknowledged);
  }

  private static void assertSame(MatrixResult result, MatrixResult expected, boolean journalStays) {
    List<String> state = new ArrayList<>(result.state());
    List<String> wanted = new ArrayList<>(expected.state());
    if (journalStays) { // it ends by itself
      state.removeIf(line -> line.startsWith("jobs "));
      wanted.removeIf(line -> line.startsWith("jobs "));
    }
    assertThat(state).isEqualTo(wanted);
    assertThat(result.events()).isEqualTo(expected.events());
    assertThat(result.keys()).isEqualTo(expected.keys());
    assertThat(result.lastKeys()).isEqualTo(expected.lastKeys());
    assertThat(result.lastKeys().values()).as("holds the current key").doesNotContain(false);
  }

  /** The undisturbed runs themselves do what the matrix is to see. */
  @ParameterizedTest
  @EnumSource
  void everyJob_writesAndTells(MatrixJob job) {
    var run = new Run(job);
    MatrixResult before = MatrixResult.of(run.worker);

    MatrixResult after = run.undisturbed();

    assertThat(after.state()).isNotEqualTo(before.state());
    assertThat(after.events()).isNotEmpty();
    assertThat(run.calls.made()).hasSizeGreaterThan(6);
  }
}
