package chat.searchsyncworker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Templates at every start (10 §3), and the two indices without which searches fail or find nothing
 * until the first event of a fresh site. Monthly indices of messages come with their first message.
 */
final class IndexSetup {
  private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private IndexSetup() {}

  static void run(SearchEngine engine, IndexNames names) {
    put(
        engine,
        IndexNames.template(names.messages()),
        template("messages", IndexNames.pattern(names.messages())));
    put(
        engine,
        IndexNames.template(names.spotlight()),
        template("spotlight", IndexNames.pattern(names.spotlight())));
    put(engine, names.userRoom() + "_template", template("user-room", names.userRoom()));
    engine.createIndex(names.spotlight());
    engine.createIndex(names.userRoom());
  }

  private static void put(SearchEngine engine, String name, JsonNode template) {
    engine.putTemplate(name, JSON.writeValueAsBytes(template));
    LOG.atInfo().addKeyValue("name", name).log("index template upserted");
  }

  static JsonNode template(String name, String pattern) {
    try (InputStream file = IndexSetup.class.getResourceAsStream(name + "-template.json")) {
      if (file == null) {
        throw new IllegalStateException("no template " + name);
      }
      return JSON.valueToTree(new Template(List.of(pattern), JSON.readTree(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Template(
      @com.fasterxml.jackson.annotation.JsonProperty("index_patterns") List<String> indexPatterns,
      JsonNode template) {}
}
