package chat.localfleet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  @Test
  void dueTimes_areEvenlySpaced() {
    var loop = new OpenLoop(200, 10);
    assertThat(loop.due(9) - loop.due(0)).isEqualTo(45_000_000);
    assertThat(loop.due(1) - loop.due(0)).isEqualTo(5_000_000);
  }

  @Test
  void actionThatIsSlow_delaysNoOther() throws Exception {
    var everyOther = new CountDownLatch(9);
    var done = new ConcurrentSkipListSet<Integer>();
    new OpenLoop(1000, 10)
        .run(
            k -> {
              if (k == 0) {
                awaitQuietly(everyOther); // would wait for ever if it held up the rest
              } else {
                everyOther.countDown();
              }
              done.add(k);
            },
            10);
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
