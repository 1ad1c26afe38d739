package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes(new ServiceThreads("test"), "lane");

  @Test
  void tasksOfOneKey_runInTheOrderTheyCame() {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    IntStream.range(0, 500).forEach(i -> lanes.run("room", () -> seen.add(i)));

    await().until(() -> seen.size() == 500);
    assertThat(seen).isSorted();
  }

  @Test
  void failingTask_doesNotEndItsLane() throws InterruptedException {
    var next = new CountDownLatch(1);
    var first = new CountDownLatch(1);
    lanes.run(
        "room",
        () -> {
          awaitLatch(first);
          throw new AssertionError("broken");
        });
    lanes.run("room", next::countDown);
    first.countDown();

    assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anotherKey_doesNotWait() throws InterruptedException {
    var held = new CountDownLatch(1);
    var other = new CountDownLatch(2);
    lanes.run("a", () -> awaitLatch(held));
    lanes.run("b", other::countDown);
    lanes.run(null, other::countDown);

    assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
    held.countDown();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
