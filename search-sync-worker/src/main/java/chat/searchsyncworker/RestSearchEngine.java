package chat.searchsyncworker;

import chat.runtime.StartException;
import chat.stores.SearchAnswer;
import chat.stores.SearchConnection;
import chat.stores.StoreAwayException;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The search engine over HTTP. */
final class RestSearchEngine implements SearchEngine {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The fault lies in what was sent: some action in it, or their number. */
  private static final Set<Integer> REFUSALS = Set.of(400, 413);

  private final SearchConnection connection;

  RestSearchEngine(SearchConnection connection) {
    this.connection = connection;
  }

  @Override
  public BulkAnswer bulk(List<SearchAction> actions) {
    SearchAnswer answer = connection.sendLines("POST", "/_bulk", lines(actions), LIMIT);
    if (REFUSALS.contains(answer.status())) {
      return new BulkAnswer.Refused(reason(answer));
    }
    JsonNode items = answer.json().path("items");
    if (answer.status() != SearchAnswer.OK || !items.isArray()) {
      throw new StoreAwayException("bulk request: " + reason(answer));
    }
    if (items.size() != actions.size()) {
      throw new IllegalStateException(
          "bulk result count mismatch: %d of %d".formatted(items.size(), actions.size()));
    }
    List<ActionResult> results = new ArrayList<>(actions.size());
    for (int i = 0; i < actions.size(); i++) {
      results.add(result(actions.get(i), items.get(i)));
    }
    return new BulkAnswer.Results(results);
  }

  /** Each item is an object with one key, the name of the action. */
  private static ActionResult result(SearchAction action, JsonNode item) {
    JsonNode result = item.isEmpty() ? item : item.iterator().next();
    return ActionResult.of(
        action, result.path("status").asInt(0), result.path("error").path("type").asString(""));
  }

  private static byte[] lines(List<SearchAction> actions) {
    var lines = new ByteArrayOutputStream();
    for (SearchAction action : actions) {
      switch (action) {
        case SearchAction.Put(String index, String id, long version, byte[] document) -> {
          line(lines, JSON.writeValueAsBytes(Map.of("index", versioned(index, id, version))));
          line(lines, document);
        }
        case SearchAction.Delete(String index, String id, long version) ->
            line(lines, JSON.writeValueAsBytes(Map.of("delete", versioned(index, id, version))));
        case SearchAction.Script(String index, String id, byte[] body) -> {
          line(lines, JSON.writeValueAsBytes(Map.of("update", document(index, id))));
          line(lines, body);
        }
      }
    }
    return lines.toByteArray();
  }

  private static ObjectNode document(String index, String id) {
    return JSON.createObjectNode().put("_index", index).put("_id", id);
  }

  private static ObjectNode versioned(String index, String id, long version) {
    return document(index, id).put("version", version).put("version_type", "external");
  }

  private static void line(ByteArrayOutputStream lines, byte[] json) {
    lines.writeBytes(json);
    lines.write('\n');
  }

  @Override
  public Optional<JsonNode> stored(String index, String id) {
    SearchAnswer answer =
        connection.send("GET", "/" + encoded(index) + "/_doc/" + encoded(id), LIMIT);
    return switch (answer.status()) {
      case SearchAnswer.OK -> Optional.of(answer.json().path("_source"));
      case SearchAnswer.NOT_FOUND -> Optional.empty();
      default -> throw new StoreAwayException("reading a document: " + reason(answer));
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void ping() {
    connection.ping();
  }

  @Override
  public void putTemplate(String name, byte[] template) {
    SearchAnswer answer =
        connection.sendJson("PUT", "/_index_template/" + encoded(name), template, LIMIT);
    if (answer.status() != SearchAnswer.OK) {
      throw notMade("index template " + name, answer);
    }
  }

  @Override
  public void createIndex(String name) {
    SearchAnswer answer = connection.send("PUT", "/" + encoded(name), LIMIT);
    if (answer.status() != SearchAnswer.OK
        && !answer.errorType().equals("resource_already_exists_exception")) {
      throw notMade("index " + name, answer);
    }
  }

  /** What the engine refuses now it refuses for ever; everything else may pass. */
  private static RuntimeException notMade(String what, SearchAnswer answer) {
    String text = what + ": " + reason(answer) + " " + body(answer);
    return REFUSALS.contains(answer.status())
        ? new StartException(text)
        : new StoreAwayException(text);
  }

  /** Of an answer about names and settings alone. */
  private static String body(SearchAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Without the engine's own words: they may quote what people wrote. */
  private static String reason(SearchAnswer answer) {
    return (answer.status() + " " + answer.errorType()).strip();
  }
}
