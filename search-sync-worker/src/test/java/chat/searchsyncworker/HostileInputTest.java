package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.MalformedJsonException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, a planner says what to do with it. */
class HostileInputTest {
  private static final int INPUTS = 100_000;
  private static final byte[] TOKENS = "{}[]\",:0-9.eE\\un\u0000\u00ff".getBytes();

  private final FakeSearchEngine engine = new FakeSearchEngine();
  private final List<Planner> planners =
      List.of(
          new MessagePlanner(Samples.NAMES, engine),
          MembershipChange.planner(new SpotlightWriter("s")),
          MembershipChange.planner(new UserRoomWriter("u")));
  private final List<byte[]> seeds =
      List.of(
          Samples.event("created", Samples.reply("m1", "hello <b>there</b>"), 140),
          Samples.event("updated", Samples.plain("m2", "\ud83d\ude00"), 150),
          Samples.event("deleted", Samples.system("m3"), 160),
          Samples.envelope("member_added", Samples.members("dm", "", 9, "kenji", "olga"), 170),
          Samples.envelope("member_removed", Samples.members("channel", "x", 0, "a"), 180));

  @Test
  void mutatedEvents_arePlannedOrMalformed() {
    Random random = new Random(20260101);
    int planned = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutate(seeds.get(i % seeds.size()).clone(), random);
      for (Planner planner : planners) {
        try {
          assertThat(planner.plan(input, 1 + i % 2)).isNotNull();
          planned++;
        } catch (MalformedJsonException e) {
          assertThat(e.reason()).isNotEmpty();
        }
      }
    }
    assertThat(planned).isGreaterThan(INPUTS / 10);
  }

  private static byte[] mutate(byte[] input, Random random) {
    byte[] bytes = input;
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = TOKENS[random.nextInt(TOKENS.length)];
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> bytes[at] = (byte) ('0' + random.nextInt(10));
        default -> {
          int to = at + random.nextInt(bytes.length - at);
          byte[] doubled = new byte[bytes.length + to - at];
          System.arraycopy(bytes, 0, doubled, 0, to);
          System.arraycopy(bytes, at, doubled, to, bytes.length - at);
          bytes = doubled;
        }
      }
    }
    return bytes;
  }
}
