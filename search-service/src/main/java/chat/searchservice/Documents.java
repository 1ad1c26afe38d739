package chat.searchservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents of a page. */
final class Documents {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Documents() {}

  /**
   * Each thing once: while an index is made anew, two of its versions hold it.
   *
   * @throws MalformedJsonException when one document is not of this kind
   */
  static <T extends Record> List<T> read(
      List<JsonNode> documents, Class<T> type, Function<T, String> id)
      throws MalformedJsonException {
    List<T> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode document : documents) {
      T one = Json.read(JSON.writeValueAsBytes(document), type);
      if (seen.add(id.apply(one))) {
        read.add(one);
      }
    }
    return read;
  }
}
