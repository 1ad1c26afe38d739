package chat.historyservice;

import static chat.historyservice.HistoryWorld.ask;
import static org.assertj.core.api.Assertions.assertThat;

import chat.runtime.RequestHandler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all operations check first, in this order. */
class CommonChecksTest {
  private final HistoryWorld world = new HistoryWorld();

  private List<RequestHandler> all() {
    return List.of(
        world.history(),
        world.next(),
        world.surrounding(),
        world.get(),
        world.thread(),
        world.threadParents(),
        world.edit(),
        world.delete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "\"s\"",
        "1",
        "true",
        "{",
        "{} {}",
        "{\"messageId\":1,\"threadMessageId\":1,\"limit\":\"1\",\"before\":\"x\",\"after\":[]}",
      })
  void bodyThatCannotBeRead_isRefusedBeforeAccess(String body) throws Exception {
    for (RequestHandler handler : all()) {
      assertThat(ask(handler, "stranger", body))
          .isEqualTo("{\"error\":\"invalid request payload\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit\":1.5}",
        "{\"limit\":1e1}",
        "{\"limit\":true}",
        "{\"limit\":9223372036854775808}",
        "{\"before\":9223372036854775808,\"after\":9223372036854775808}",
        "{\"before\":\"2026-01-01T00:00:00Z\",\"after\":1.0}",
        "{\"meta\":[]}",
        "{\"meta\":{\"lastMsgAt\":\"x\"}}",
        "{\"meta\":{\"createdAt\":1.0}}",
      })
  void wrongTypeOfAField_isRefused(String body) throws Exception {
    for (RequestHandler handler : List.of(world.history(), world.next())) {
      assertThat(ask(handler, "kenji", body)).isEqualTo("{\"error\":\"invalid request payload\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"cursor\":5}", "{\"cursor\":{}}"})
  void cursorOfWrongType_isRefused(String body) throws Exception {
    assertThat(ask(world.next(), "kenji", body))
        .isEqualTo("{\"error\":\"invalid request payload\"}");
  }

  @Test
  void bodyOfOneMebibyte_isRefused() throws Exception {
    byte[] zeros = new byte[1 << 20];
    byte[] deep = "{\"a\":".repeat(200_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (RequestHandler handler : all()) {
      assertThat(ask(handler, "kenji", zeros)).isEqualTo("{\"error\":\"invalid request payload\"}");
      assertThat(ask(handler, "kenji", deep)).isEqualTo("{\"error\":\"invalid request payload\"}");
    }
  }

  @Test
  void stranger_isRefusedBeforeAnythingIsRead() throws Exception {
    for (RequestHandler handler : all()) {
      assertThat(ask(handler, "stranger", "{\"threadMessageId\":\"x\"}"))
          .isEqualTo("{\"error\":\"not subscribed to room\",\"code\":\"forbidden\"}");
    }
    assertThat(world.messages.reads).isEmpty();
    assertThat(world.rooms.timesRead).isZero();
    assertThat(world.rooms.floorsRead).isZero();
  }

  @Test
  void failureOfTheSubscriptionLookUp_isTold() throws Exception {
    world.accessFailure = new IllegalStateException("down");
    for (RequestHandler handler : all()) {
      assertThat(ask(handler, "kenji", "{\"threadMessageId\":\"x\"}"))
          .isEqualTo("{\"error\":\"unable to verify room access\",\"code\":\"internal\"}");
    }
  }

  @Test
  void roomWithoutDocument_isNotFoundByLists() throws Exception {
    world.rooms.times.clear();
    for (RequestHandler handler : List.of(world.history(), world.next())) {
      assertThat(ask(handler, "kenji", "{}"))
          .isEqualTo("{\"error\":\"room not found\",\"code\":\"not_found\"}");
    }
  }

  @Test
  void failureOfTheRoomLookUp_isToldByLists() throws Exception {
    world.rooms.timesFailure = new IllegalStateException("down");
    for (RequestHandler handler : List.of(world.history(), world.next())) {
      assertThat(ask(handler, "kenji", "{}"))
          .isEqualTo("{\"error\":\"failed to resolve room metadata\",\"code\":\"internal\"}");
    }
  }

  @Test
  void nullBodyAndUnknownFields_areRead() throws Exception {
    for (RequestHandler handler : List.of(world.history(), world.next())) {
      assertThat(ask(handler, "kenji", "null")).startsWith("{\"messages\":[]");
      assertThat(ask(handler, "kenji", "{\"LIMIT\":3,\"foo\":[1],\"before\":null}"))
          .startsWith("{\"messages\":[]");
    }
  }
}
