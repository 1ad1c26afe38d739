package chat.historyservice;

import static chat.historyservice.HistoryWorld.NOW;
import static chat.historyservice.HistoryWorld.ask;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.HistoryOperation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation with every kind of nonsense: an answer, and nothing changed. */
class HostileInputTest {
  private static final String BIG = "x".repeat(1 << 20);
  private static final String LOW = Long.toString(Long.MIN_VALUE);
  private static final String HIGH = Long.toString(Long.MAX_VALUE);

  private final HistoryWorld world = new HistoryWorld();

  static Stream<Arguments> nonsense() {
    List<String> bodies =
        List.of(
            "",
            " ",
            "[]",
            "\uFEFF{}",
            "{\"a\":",
            "[".repeat(20_000),
            BIG,
            "null",
            "{\"messageId\":\"%1$s\",\"threadMessageId\":\"%1$s\",\"newMsg\":\"%1$s\"}"
                .formatted(BIG),
            "{\"messageId\":\"m2\",\"newMsg\":\"" + BIG + "\",\"cursor\":\"" + BIG + "\"}",
            "{\"messageId\":\"\\u0000\",\"threadMessageId\":\"\\ud800\"}",
            "{\"messageId\":{\"$ne\":null},\"threadMessageId\":{\"$gt\":\"\"}}",
            "{\"before\":"
                + LOW
                + ",\"after\":"
                + LOW
                + ",\"limit\":"
                + LOW
                + ",\"offset\":"
                + LOW
                + "}",
            "{\"before\":"
                + HIGH
                + ",\"after\":"
                + HIGH
                + ",\"limit\":"
                + HIGH
                + ",\"offset\":"
                + HIGH
                + "}",
            "{\"meta\":{\"lastMsgAt\":" + LOW + ",\"createdAt\":" + HIGH + "}}",
            "{\"meta\":{\"lastMsgAt\":" + HIGH + ",\"createdAt\":" + LOW + "}}",
            "{\"cursor\":\"//////////8AAA==\",\"threadMessageId\":\"m1\"}",
            "{\"cursor\":\"f/////////8AAA==\",\"threadMessageId\":\"m1\"}",
            "{\"filter\":\"$all\\u0000\",\"offset\":99999999999999999999}");
    return Stream.of(HistoryOperation.values())
        .flatMap(operation -> bodies.stream().map(body -> Arguments.of(operation, body)));
  }

  @ParameterizedTest(name = "{0} #{index}")
  @MethodSource("nonsense")
  void nonsense_isAnsweredAndChangesNothing(HistoryOperation operation, String body)
      throws Exception {
    var message = world.add("m1", NOW.minusSeconds(9));
    String reply = ask(world.handler(operation), "kenji", body.getBytes(StandardCharsets.UTF_8));
    assertThat(reply).startsWith("{\"").doesNotContain("Exception").hasSizeLessThan(4096);
    assertThat(world.messages.byId).containsExactly(message);
    assertThat(world.messages.inRooms).containsExactly(message);
    assertThat(world.events).isEmpty();
  }

  static Stream<String> accounts() {
    return Stream.of("", "$ne", "*", ">", "KENJI", "kenji\u0000", " kenji", "kenj\u0456");
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void otherAccounts_areStrangers(String account) throws Exception {
    world.add("m1", NOW.minusSeconds(9));
    String body = "{\"messageId\":\"m1\",\"threadMessageId\":\"m1\",\"newMsg\":\"x\"}";
    for (HistoryOperation operation : HistoryOperation.values()) {
      assertThat(ask(world.handler(operation), account, body))
          .isEqualTo("{\"error\":\"not subscribed to room\",\"code\":\"forbidden\"}");
    }
  }
}
