package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SubjectTemplateTest {
  @Test
  void namedTokens_becomeWildcardsAndParameters() {
    var template = new SubjectTemplate("chat.user.{account}.request.room.{roomID}.north.msg.get");

    assertThat(template.wildcard()).isEqualTo("chat.user.*.request.room.*.north.msg.get");
    assertThat(template.parameters("chat.user.dora.request.room.r1.north.msg.get"))
        .isEqualTo(Map.of("account", "dora", "roomID", "r1"));
  }

  @Test
  void allTokensMayBeParameters() {
    var template = new SubjectTemplate("{a}.{b}.{c}");

    assertThat(template.wildcard()).isEqualTo("*.*.*");
    assertThat(template.parameters("x.y.z")).isEqualTo(Map.of("a", "x", "b", "y", "c", "z"));
  }

  @Test
  void bracesWithoutAName_areLiteral() {
    assertThat(new SubjectTemplate("a.{}.b").wildcard()).isEqualTo("a.{}.b");
  }

  @Test
  void missingParameter_readsAsEmpty() {
    var request = new Request("a", Map.of(), new byte[0], null, null);

    assertThat(request.parameter("roomID")).isEmpty();
    assertThat(new SubjectTemplate("a.{b}").parameters("a")).isEqualTo(Map.of("b", ""));
  }
}
