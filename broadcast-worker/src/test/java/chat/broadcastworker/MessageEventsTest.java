package chat.broadcastworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.runtime.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading what the stream holds, whatever it is (05 §1, §3). */
class MessageEventsTest {
  private final Site site = new Site();

  private static String created(String message) {
    return "{\"event\":\"created\",\"siteId\":\"tokyo\",\"timestamp\":1,\"message\":"
        + message
        + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"archived", "", "CREATED"})
  void unknownEvent_isDoneWithoutPublish(String kind) throws Exception {
    site.rooms.put(Samples.room("channel"));

    assertThat(site.handle(Samples.event(kind, Samples.message("x")))).isEqualTo(Outcome.DONE);
    assertThat(site.published.all()).isEmpty();
    assertThat(site.rooms.find(Samples.ROOM)).hasValue(Samples.room("channel"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"message\":null}", "{\"event\":null}"})
  void eventWithoutKind_isDone(String body) throws Exception {
    assertThat(site.handle(body)).isEqualTo(Outcome.DONE);
  }

  static Stream<String> undecodable() {
    return Stream.of(
        "",
        " ",
        "garbage",
        "{",
        "[]",
        "7",
        "\"created\"",
        "{}{}",
        "{\"event\":1}",
        "{\"event\":\"created\",\"timestamp\":\"1\"}",
        "{\"event\":\"created\",\"timestamp\":1.0}",
        "{\"event\":\"created\",\"siteId\":{}}",
        "{\"event\":\"created\",\"message\":[]}",
        created("{\"id\":1}"),
        created("{\"roomId\":[]}"),
        created("{\"userId\":true}"),
        created("{\"userAccount\":{}}"),
        created("{\"content\":[\"x\"]}"),
        created("{\"mentions\":{}}"),
        created("{\"mentions\":[1]}"),
        created("{\"createdAt\":1770000067918}"),
        created("{\"createdAt\":\"yesterday\"}"),
        created("{\"editedAt\":true}"),
        created("{\"updatedAt\":\"\"}"),
        created("{\"threadParentMessageId\":1}"),
        created("{\"threadParentMessageCreatedAt\":1}"),
        created("{\"tshow\":\"true\"}"),
        created("{\"type\":1}"),
        created("{\"sysMsgData\":\"_-\"}"),
        created("{\"quotedParentMessage\":\"x\"}"));
  }

  @ParameterizedTest
  @MethodSource
  void undecodable(String body) throws Exception {
    site.rooms.put(Samples.room("channel"));

    assertThat(site.handle(body))
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> assertThat(reject.reason()).startsWith("unmarshal message event: "));
    assertThat(site.published.all()).isEmpty();
    assertThat(site.rooms.find(Samples.ROOM)).hasValue(Samples.room("channel"));
  }

  @Test
  void aMebibyteOfNothing_isRejected() throws Exception {
    assertThat(site.handle("x".repeat(1 << 20))).isInstanceOf(Outcome.Reject.class);
    assertThat(site.handle("[".repeat(1 << 20))).isInstanceOf(Outcome.Reject.class);
  }

  @Test
  void aMebibyteOfMentions_isDelivered() throws Exception {
    site.rooms.put(Samples.room("channel"));

    assertThat(site.handle(Samples.event("created", Samples.message("@marie ".repeat(150_000)))))
        .isEqualTo(Outcome.DONE);
    assertThat(site.published.only().event().mentions()).hasSize(1);
  }

  @Test
  void createdWithoutMessage_findsNoRoom() throws Exception {
    assertThat(site.handle("{\"event\":\"created\"}")).isEqualTo(new Outcome.Retry("no room "));
    assertThat(site.published.all()).isEmpty();
  }

  @Test
  void unknownFields_areIgnored() throws Exception {
    site.rooms.put(Samples.room("channel"));

    assertThat(
            site.handle(
                created("{\"id\":\"m\",\"ROOMID\":\"" + Samples.ROOM + "\",\"extra\":[1]}")))
        .isEqualTo(Outcome.DONE);
    assertThat(site.published.all()).hasSize(1);
  }
}
