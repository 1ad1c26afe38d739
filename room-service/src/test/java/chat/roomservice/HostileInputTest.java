package chat.roomservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.SampleRoom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation with every kind of nonsense: an answer, and nothing changed. */
class HostileInputTest {
  private static final String BIG = "x".repeat(1 << 20);

  private final TestRoomService service = new TestRoomService();

  @BeforeEach
  void room() {
    service.site.room(SampleRoom.of("r1").make());
    service.site.member("r1", service.site.user("dora"));
  }

  private static List<String> subjects() {
    return new TestRoomService()
        .operations().keySet().stream()
            .map(
                pattern ->
                    pattern
                        .replace("{account}", "dora")
                        .replace("{roomID}", "r1")
                        .replace("{orgID}", "o1"))
            .toList();
  }

  static Stream<String[]> nonsense() {
    List<byte[]> bodies =
        Stream.of(
                "",
                " ",
                "{",
                "[]",
                "1",
                "\"text\"",
                "\uFEFF{}",
                "{\"a\":",
                "[".repeat(20_000),
                BIG,
                "{\"name\":\"%s\",\"users\":[\"erin\"]}".formatted(BIG),
                "{\"users\":[\"a.b\",\"*\",\">\",\"$where\",\"\\u0000\"],\"name\":\"x\"}",
                "{\"orgs\":[\"$sectId\",\"\"],\"name\":\"x\"}",
                "{\"channels\":[{\"roomId\":\">\",\"siteId\":\"*\"}],\"name\":\"x\"}",
                "{\"roomIds\":[null,\"$in\",\"{}\",\"\\ud800\"]}",
                "{\"limit\":1e3,\"offset\":99999999999999999999}",
                "{\"version\":9223372036854775808}")
            .map(text -> text.getBytes(UTF_8))
            .toList();
    return subjects().stream()
        .flatMap(
            subject ->
                bodies.stream().map(body -> new String[] {subject, new String(body, UTF_8)}));
  }

  @ParameterizedTest(name = "{0} #{index}")
  @MethodSource("nonsense")
  void nonsense_isAnsweredAndChangesNothing(String subject, String body) {
    String reply = service.ask(subject, body);

    assertThat(reply).startsWith("{\"").doesNotContain("Exception").hasSizeLessThan(4096);
    // an object without a known field is a request to add nobody
    assertThat(service.traffic.published)
        .allMatch(
            sent ->
                sent.subject().endsWith(".member.add")
                    && sent.body().contains("\"users\":null,\"orgs\":null"));
    assertThat(service.site.rooms).hasSize(1);
    assertThat(service.site.subscriptions).hasSize(1);
  }

  static Stream<String> tokens() {
    return Stream.of(
        "$roomId", "*", "a b", "{r}", "\u3000", "r1\u0000", "'; drop", "x".repeat(4000));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void oddRoomIds_areJustUnknown(String roomId) {
    assertThat(
            service.ask("chat.user.dora.request.room.%s.site-a.member.list".formatted(roomId), ""))
        .isEqualTo("{\"error\":\"only room members can list members\"}");
    assertThat(service.ask("chat.user.dora.request.rooms.get.%s".formatted(roomId), ""))
        .endsWith("not found: mongo: no documents in result\"}");
  }
}
