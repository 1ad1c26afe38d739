package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyAddressTest {
  private static final String ID = "0199c0de-7a3b-7f1e-9a5d-c2b1a0f4e6d8";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"requestId\":\"%s\"}",
        "{\"REQUESTID\":\"%s\",\"id\":5,\"content\":[]}",
        "{\"requestId\":\"%s\",\"threadParentMessageCreatedAt\":1.5}",
        "{\"id\":\"x\",\"requestId\" : \"%s\"",
        "{\"requestId\":\"%s\",\"content\":\"cut off",
        "garbage \"requestId\":\"%s\" more",
        "{\"requestId\":\"%s\"}{}",
      })
  void requestId_isReadFromBodiesThatAreNoRequest(String body) {
    assertThat(ReplyAddress.of(body.formatted(ID).getBytes(StandardCharsets.UTF_8))).contains(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"requestId\":\"\"}",
        "{\"requestId\":null}",
        "{\"requestId\":5}",
        "{\"requestId\":\"a.b\"}",
        "{\"requestId\":\"*\"}",
        "{\"requestId\":\"0199c0de-7a3b-7f1e-9a5d-c2b1a0f4e6d>\"}",
        "{\"requestId\":\"0199c0de-7a3b-7f1e-9a5d-c2b1a0f4e6d\"}",
        "{\"requestId\":\"0199c0de.7a3b.7f1e.9a5d.c2b1a0f4e6d8\"}",
        "\"requestId\":\"------------------------------------\"",
      })
  void anythingElse_isNoAddress(String body) {
    assertThat(ReplyAddress.of(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void hugeGarbage_isReadOnce() {
    byte[] body = "\"requestId\":   ".repeat(70_000).getBytes(StandardCharsets.UTF_8);
    assertThat(ReplyAddress.of(body)).isEmpty();
  }
}
