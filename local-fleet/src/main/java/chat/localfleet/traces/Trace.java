package chat.localfleet.traces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What one case asked, what was answered and published, and what stood in the stores. Sites are
 * named by their order, whatever they are called.
 */
final class Trace {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Lists whose order says nothing: parallel handlers and sets of accounts (traces/README). */
  private static final List<String> UNORDERED =
      List.of("/accounts", "/resolvedUsers", "/resolvedOrgs");

  private final JsonNode root;

  private Trace(JsonNode root) {
    this.root = root;
  }

  /** Every trace below the folder by the name of its case. */
  static Map<String, Trace> readAll(Path folder, String firstSite, String secondSite)
      throws IOException {
    Map<String, Trace> traces = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        String text = Files.readString(file);
        JsonNode root =
            JSON.readTree(rename(rename(text, firstSite, "<site1>"), secondSite, "<site2>"));
        if (root.has("test")) {
          traces.put(root.get("test").asString(), new Trace(root));
        }
      }
    }
    return traces;
  }

  /** A site's id as a word of its own: in subjects, stream names and values. */
  private static String rename(String text, String site, String name) {
    return text.replaceAll(
        "(?<![A-Za-z0-9])" + java.util.regex.Pattern.quote(site) + "(?![A-Za-z0-9])", name);
  }

  List<TraceDifference> differencesTo(Trace actual) {
    List<TraceDifference> found = new ArrayList<>();
    compare("", root, actual.root, found);
    return found;
  }

  private static void compare(
      String path, JsonNode expected, JsonNode actual, List<TraceDifference> found) {
    if (expected.isObject() && actual.isObject()) {
      var names = new TreeSet<String>(expected.propertyNames());
      names.addAll(actual.propertyNames());
      for (String name : names) {
        compare(path + "/" + name, child(expected, name), child(actual, name), found);
      }
    } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      List<JsonNode> left = elements(path, expected);
      List<JsonNode> right = elements(path, actual);
      for (int i = 0; i < left.size(); i++) {
        compare(path + "/" + i, left.get(i), right.get(i), found);
      }
    } else if (!expected.equals(actual)) {
      found.add(new TraceDifference(path, text(expected), text(actual)));
    }
  }

  private static List<JsonNode> elements(String path, JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    if (UNORDERED.stream().anyMatch(path::endsWith)) {
      elements.sort(java.util.Comparator.comparing(JsonNode::toString));
    }
    return elements;
  }

  private static JsonNode child(JsonNode parent, String name) {
    JsonNode child = parent.get(name);
    return child == null ? JsonNodeFactory.instance.missingNode() : child;
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "" : node.toString();
  }
}
