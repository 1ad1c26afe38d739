package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.runtime.NumberedCalls.ProcessDied;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is out reads nothing that is said from then on, and who is in reads everything, whatever is
 * interleaved and whoever dies (DESIGN §5, 13 A4): random stories on real NATS and Valkey, two
 * replicas on one durable. {@code -Dkeys.sequences=2000} tries more, {@code -Dkeys.seed=n} the same
 * stories again.
 */
@LocalServers
class SecrecyAndAvailabilityIT {
  private static final int SEQUENCES = Integer.getInteger("keys.sequences", 100);
  private static final long SEED = Long.getLong("keys.seed", System.nanoTime());
  private static final int AT_ONCE = 10;

  private static KeySite site;
  private static TestSite testSite;
  private static Thread.UncaughtExceptionHandler others;

  @BeforeAll
  static void start(TestSite servers) throws Exception {
    testSite = servers;
    servers.createStreams();
    others = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> {
          if (!(fault instanceof ProcessDied)) { // a fan-out dies with its process
            fault.printStackTrace();
          }
        });
  }

  @AfterAll
  static void stop() {
    Thread.setDefaultUncaughtExceptionHandler(others);
  }

  /** What came of many stories. */
  private record Tried(List<String> violations, int deaths) {}

  private static Tried attempt(
      String variant, boolean allOurs, KeyBreak fault, Map<String, String> env, int sequences)
      throws Exception {
    long begun = System.nanoTime();
    List<String> violations = new ArrayList<>();
    int messages = 0;
    int questions = 0;
    int deaths = 0;
    int done = 0;
    while (done < sequences && (fault == KeyBreak.NONE || violations.isEmpty())) {
      int batch = Math.min(50, sequences - done);
      try (var fresh = new KeySite(testSite);
          var one = new KeyReplica(fresh, true, fault, env);
          var other = new KeyReplica(fresh, allOurs, fault, env);
          ExecutorService stories = Executors.newFixedThreadPool(AT_ONCE)) {
        site = fresh;
        List<Future<KeySequence>> running = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
          long number = SEED + done + i;
          String name = "k%s%d".formatted(variant, done + i);
          Callable<KeySequence> story =
              () -> {
                var sequence = new KeySequence(site, number, name);
                sequence.run();
                return sequence;
              };
          running.add(stories.submit(story));
        }
        for (Future<KeySequence> story : running) {
          violations.addAll(story.get().violations);
          messages += story.get().messages;
          questions += story.get().questions;
        }
        deaths += one.deaths.get() + other.deaths.get();
      }
      done += batch;
    }
    System.out.printf(
        "keys, %s: %d sequences, %d messages, %d crashes, %d questions, %d s, seed %d%n",
        variant,
        done,
        messages,
        deaths,
        questions,
        (System.nanoTime() - begun) / 1_000_000_000L,
        SEED);
    return new Tried(violations, deaths);
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "always"})
  void twoOfOurs_keepSecretsFromWhoIsOutAndNothingFromWhoIsIn(String rotateOnJoin)
      throws Exception {
    Tried tried =
        attempt(
            rotateOnJoin,
            true,
            KeyBreak.NONE,
            Map.of("ROOM_KEY_ROTATE_ON_JOIN", rotateOnJoin),
            (SEQUENCES + 1) / 2);

    assertThat(tried.violations()).isEmpty();
    assertThat(tried.deaths()).isPositive();
  }

  /** Keys that the other one handed out are not ours to answer for. */
  @Test
  void besideAnInstanceOfTheExistingFleet_ourRemovalsHoldAndMembersCanReadEverything()
      throws Exception {
    Tried tried = attempt("mixed", false, KeyBreak.NONE, Map.of(), SEQUENCES);

    assertThat(tried.violations()).isEmpty();
    assertThat(tried.deaths()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void faultInTheRotation_isFound(KeyBreak fault) throws Exception {
    assertThat(attempt("broken" + fault.ordinal(), true, fault, Map.of(), 2_000).violations())
        .isNotEmpty();
  }
}
