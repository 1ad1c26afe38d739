package chat.messageworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Json;
import chat.model.MessageEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadOfMessageTest {
  private static String of(String body) {
    return ThreadOfMessage.of(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void reply_isOfTheThreadOfItsParent() {
    var event = new MessageEvent("created", Samples.reply("r", "x", Samples.AT), "tokyo", 1);
    assertThat(ThreadOfMessage.of(Json.write(event))).isEqualTo("root");
  }

  @Test
  void messageOfTheRoom_isOfNone_whateverItSays() {
    String text = "\"threadParentMessageId\":\"p\"";
    var event = new MessageEvent("created", Samples.plain("m", text), "tokyo", 1);
    assertThat(ThreadOfMessage.of(Json.write(event))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{\"message\":{\"threadParentMessageId\":\"\"}}",
        "{\"message\":{\"threadParentMessageId\":null}}",
        "{\"message\":{\"threadParentMessageId\":5}}",
        "{\"threadParentMessageId\":\"p\"}",
        "\"threadParentMessageId\""
      })
  void bodyThatTellsNoParent_isOfNone(String body) {
    assertThat(of(body)).isNull();
  }
}
