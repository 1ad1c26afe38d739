package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private final Shutdown shutdown = new Shutdown(new ServiceThreads("test"));
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  @Test
  void steps_runLastRegisteredFirst() {
    shutdown.register("store", left -> ran.add("store"));
    shutdown.register("nats", left -> ran.add("nats"));
    shutdown.register("worker", left -> ran.add("worker"));

    assertThat(shutdown.run(Duration.ofSeconds(5))).isTrue();
    assertThat(ran).containsExactly("worker", "nats", "store");
  }

  @Test
  void failingStep_doesNotHideTheNext() {
    shutdown.register("store", left -> ran.add("store"));
    shutdown.register(
        "nats",
        left -> {
          throw new IllegalStateException("gone");
        });

    assertThat(shutdown.run(Duration.ofSeconds(5))).isTrue();
    assertThat(ran).containsExactly("store");
  }

  @Test
  void hangingStep_endsTheWaitAtTheDeadline() {
    shutdown.register("store", left -> ran.add("store"));
    shutdown.register("nats", left -> new CountDownLatch(1).await());

    assertThat(shutdown.run(Duration.ofMillis(50))).isFalse();
    assertThat(ran).isEmpty();
  }

  @Test
  void secondRun_findsNothingToDo() {
    shutdown.register("store", left -> ran.add("store"));
    shutdown.run(Duration.ofSeconds(5));
    shutdown.run(Duration.ofSeconds(5));

    assertThat(ran).hasSize(1);
  }
}
