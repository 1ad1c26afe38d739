package chat.roomworker;

import static chat.roomworker.TestRoomWorker.PAIR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Request;
import io.lettuce.core.RedisException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another site is told of a room's key (04 §12.2). */
class TellRoomKeyTest {
  private final TestRoomWorker worker = new TestRoomWorker();

  private String ask(String body) {
    var request =
        new Request(
            "chat.server.request.roomkey.site-a.get",
            Map.of(),
            body.getBytes(UTF_8),
            null,
            "reply");
    return new String(worker.operations().tellRoomKey().handle(request).bytes(), UTF_8);
  }

  @Test
  void currentKey_isToldWithBothHalves() {
    worker.keys.setWithVersion("r1", 3, PAIR);
    assertThat(ask("{\"roomId\":\"r1\"}"))
        .isEqualTo(
            "{\"roomId\":\"r1\",\"version\":3,\"publicKey\":\"%s\",\"privateKey\":\"%s\",\"timestamp\":%d}"
                .formatted(
                    PAIR.publicKey().base64(), PAIR.privateKey().base64(), worker.clock.millis()));
  }

  @Test
  void versionZero_isToldAsSuch() {
    worker.keys.set("r1", PAIR);
    assertThat(ask("{\"roomId\":\"r1\"}")).contains("\"version\":0,");
  }

  @Test
  void replacedKey_isNotTold() {
    worker.keys.set("r1", PAIR);
    worker.keys.rotate("r1", RoomCrypto.best().newKeyPair());
    assertThat(ask("{\"roomId\":\"r1\"}"))
        .contains("\"version\":1,")
        .doesNotContain(PAIR.privateKey().base64());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "[]", "7", "{\"roomId\":7}", "{\"roomId\":[]}", "{}{}"})
  void whatCannotBeRead_isRefused(String body) {
    assertThat(ask(body)).isEqualTo("{\"error\":\"invalid request\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "null", "{\"roomId\":\"\"}", "{\"roomId\":\"r2\"}", "{\"roomId\":\"*\"}"})
  void roomWithoutAKey_isToldSo(String body) {
    worker.keys.set("r1", PAIR);
    assertThat(ask(body)).isEqualTo("{\"error\":\"room key not found\"}");
  }

  @Test
  void storeThatFails_isAnErrorThatTellsNothingOfIt() {
    worker.keyStore = mock(RoomKeyStore.class);
    when(worker.keyStore.get("r1")).thenThrow(new RedisException("secret place"));
    assertThat(ask("{\"roomId\":\"r1\"}"))
        .isEqualTo("{\"error\":\"get room key for r1: room key store internal error\"}");
  }
}
