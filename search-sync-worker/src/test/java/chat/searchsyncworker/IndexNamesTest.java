package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Timestamps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class IndexNamesTest {
  @ParameterizedTest
  @CsvSource({
    "messages-fab18-v1, 2026-01-15T00:00:00Z, messages-fab18-v1-2026-01",
    "messages-fab18-v12, 2025-12-31T23:59:59.999Z, messages-fab18-v12-2025-12",
    "messages-fab18-v1, 2026-01-01T05:00:00-05:00, messages-fab18-v1-2026-01",
    "messages-fab18-v1, 2026-03-01T01:00:00+08:00, messages-fab18-v1-2026-02",
    "messages-fab18-v1, 2026-01-31T23:30:00-02:00, messages-fab18-v1-2026-02",
  })
  void messages_lieByTheMonthOfTheirCreationInUtc(String prefix, String created, String index) {
    assertThat(new IndexNames(prefix, "s-v1", "u").messagesOf(Timestamps.parse(created)))
        .isEqualTo(index);
  }

  @Test
  void templates_coverEveryVersion() {
    assertThat(IndexNames.template("messages-fab18-v12")).isEqualTo("messages-fab18_template");
    assertThat(IndexNames.pattern("messages-fab18-v12")).isEqualTo("messages-fab18-*");
  }

  @Test
  void setup_putsTemplatesAndMakesTheIndicesThatSearchesNeed() {
    var engine = new FakeSearchEngine();

    IndexSetup.run(engine, Samples.NAMES);
    IndexSetup.run(engine, Samples.NAMES);

    assertThat(engine.templates)
        .containsOnlyKeys(
            "messages-fab18_template", "spotlight-fab18_template", "user-room-mv-fab18_template");
    assertThat(engine.indices).containsExactly("spotlight-fab18-v1", "user-room-mv-fab18");
    JsonNode userRoom = engine.templates.get("user-room-mv-fab18_template");
    assertThat(userRoom.path("index_patterns").toString()).isEqualTo("[\"user-room-mv-fab18\"]");
    JsonNode messages = engine.templates.get("messages-fab18_template");
    assertThat(messages.path("index_patterns").toString()).isEqualTo("[\"messages-fab18-*\"]");
    JsonNode index = messages.at("/template/settings/index");
    assertThat(index.path("number_of_shards").asInt()).isEqualTo(4);
    assertThat(index.path("refresh_interval").asString()).isEqualTo("30s");
    assertThat(index.at("/analysis/tokenizer/underscore_preserving/pattern").asString())
        .isEqualTo("[\\s,;!?()\\[\\]{}\"'<>]+");
    assertThat(messages.at("/template/mappings/dynamic").isBoolean()).isTrue();
  }
}
