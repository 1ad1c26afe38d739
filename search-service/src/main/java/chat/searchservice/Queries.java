package chat.searchservice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of requests, as the engine takes them. */
final class Queries {
  private Queries() {}

  /** Best first, then newest. */
  static Object page(PageSizes.Window page, Object query, String time) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("from", page.offset());
    request.put("size", page.size());
    request.put("track_total_hits", true);
    request.put("query", query);
    request.put("sort", List.of("_score", Map.of(time, Map.of("order", "desc"))));
    return request;
  }

  /** All words, the last one as a beginning. */
  static Object words(String query, String field) {
    Map<String, Object> match = new LinkedHashMap<>();
    match.put("query", query);
    match.put("type", "bool_prefix");
    match.put("operator", "AND");
    match.put("fields", List.of(field));
    return Map.of("multi_match", match);
  }

  static Object from(String field, String bound) {
    return Map.of("range", Map.of(field, Map.of("gte", bound)));
  }

  static Object exists(String field) {
    return Map.of("exists", Map.of("field", field));
  }

  static Object term(String field, String value) {
    return Map.of("term", Map.of(field, value));
  }

  static Object oneOf(String field, List<String> values) {
    return values.size() == 1
        ? term(field, values.getFirst())
        : Map.of("terms", Map.of(field, values));
  }

  static Object any(List<?> clauses) {
    return Map.of("bool", Map.of("minimum_should_match", 1, "should", clauses));
  }
}
