package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, a planner says what to do with it. */
class HostileInputTest {
  private static final int INPUTS = 100_000;
  private static final byte[] TOKENS = "{}[]\",:0-9.eE\\un\u0000\u00ff".getBytes();

  private static final List<String> FIELDS =
      List.of(
          "event",
          "message",
          "timestamp",
          "siteId",
          "type",
          "payload",
          "id",
          "createdAt",
          "roomId",
          "accounts",
          "joinedAt",
          "historySharedSince",
          "event",
          "timestamp",
          "message",
          "TIMESTAMP",
          "content");
  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1767225600140",
          "9223372036854775808",
          "1e400",
          "null",
          "true",
          "\"\"",
          "\"x\"",
          "\"deleted\"",
          "\"member_added\"",
          "\"e30=\"",
          "\"eyJyb29tSWQiOiJyIiwiYWNjb3VudHMiOlsiYSJdfQ==\"",
          "\"2026-01-01T00:00:00Z\"",
          "\"+999999999-01-01T00:00:00Z\"",
          "[]",
          "[\"a\",\"\"]",
          "{\"id\":\"m\",\"createdAt\":\"2026-01-01T00:00:00Z\"}",
          "{\"id\":\"m\",\"createdAt\":\"+99999-01-01T00:00:00Z\"}",
          "{\"id\":\"m\",\"createdAt\":\"9999-12-31T23:59:59-12:00\"}",
          "{\"id\":\"m\",\"createdAt\":\"0000-01-01T00:00:00+01:00\"}",
          "{\"id\":{},\"createdAt\":1}",
          "{");

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
  void randomBytesAndPiecesOfEvents_arePlannedOrMalformed() {
    Random random = new Random(20260102);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = i % 2 == 0 ? noise(random) : pieces(random);
      for (Planner planner : planners) {
        try {
          assertSound(planner.plan(input, 1 + i % 2));
        } catch (MalformedJsonException e) {
          assertThat(e.reason()).isNotEmpty();
        }
      }
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** An object of fields that events have, with values that they should not. */
  private static byte[] pieces(Random random) {
    var text = new StringBuilder("{");
    for (int n = random.nextInt(8); n > 0; n--) {
      text.append('"').append(FIELDS.get(random.nextInt(FIELDS.size()))).append("\":");
      text.append(VALUES.get(random.nextInt(VALUES.size()))).append(n > 1 ? "," : "");
    }
    return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whatever is written stays within the own indices, under an id and newer than nothing. */
  private static void assertSound(Plan plan) {
    if (plan instanceof Plan.Write(List<SearchAction> actions)) {
      for (SearchAction action : actions) {
        assertThat(action.index()).matches("s|u|messages-fab18-v1-\\d{4}-\\d\\d");
        assertThat(action.id()).isNotEmpty();
        long version =
            switch (action) {
              case SearchAction.Put put -> put.version();
              case SearchAction.Delete delete -> delete.version();
              case SearchAction.Script _ -> 1;
            };
        assertThat(version).isPositive();
      }
    } else {
      assertThat(plan).isNotNull();
    }
  }

  @Test
  void mutatedEvents_arePlannedOrMalformed() {
    Random random = new Random(20260101);
    int planned = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutate(seeds.get(i % seeds.size()).clone(), random);
      for (Planner planner : planners) {
        try {
          assertSound(planner.plan(input, 1 + i % 2));
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
