package chat.mongonode;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Derives from the first {@code $match} of a pipeline plain queries that an index can answer. Every
 * document that passes the {@code $match} also passes one of the queries; the {@code $match} itself
 * still runs behind them.
 */
final class Narrowing {

  private final Map<String, Object> variables;
  private final Document query = new Document();

  private Narrowing(Map<String, Object> variables) {
    this.variables = variables;
  }

  /**
   * The queries for this pipeline, one for each way through an {@code $or}; an empty one = all
   * documents.
   *
   * @param variables values of the surrounding {@code let}, by name with one leading dollar
   */
  static List<Document> of(List<Document> pipeline, Map<String, Object> variables) {
    if (pipeline.isEmpty() || !(pipeline.getFirst().get("$match") instanceof Document match)) {
      return List.of(new Document());
    }
    Document flat = FlatFilter.of(match);
    Document query = of(flat, variables);
    if (!query.isEmpty() || !(flat.get("$or") instanceof Collection<?> ways)) {
      return List.of(query);
    }
    List<Document> queries =
        ways.stream().map(way -> of(FlatFilter.of((Document) way), variables)).toList();
    return queries.stream().anyMatch(Document::isEmpty) ? List.of(query) : queries;
  }

  private static Document of(Document match, Map<String, Object> variables) {
    var narrowing = new Narrowing(variables);
    narrowing.match(match);
    return narrowing.query;
  }

  private void match(Document match) {
    for (String field : match.keySet()) {
      Object value = match.get(field);
      if (field.equals("$expr")) {
        expression(value);
      } else if (!field.startsWith("$")
          && (PrefixIndex.searchable(value) || PrefixIndex.searchableIn(value))) {
        query.putIfAbsent(field, value);
      }
    }
  }

  /** Takes {@code {$eq: [..]}}, alone or as a part of {@code $and}. */
  private void expression(@Nullable Object expression) {
    if (!(expression instanceof Document document) || document.size() != 1) {
      return;
    }
    if (document.get("$and") instanceof Collection<?> parts) {
      parts.forEach(this::expression);
    } else if (document.get("$eq") instanceof List<?> sides && sides.size() == 2) {
      equality(sides.get(0), sides.get(1));
      equality(sides.get(1), sides.get(0));
    }
  }

  private void equality(@Nullable Object field, @Nullable Object value) {
    if (!(field instanceof String path) || !path.startsWith("$") || path.startsWith("$$")) {
      return;
    }
    Object wanted = value instanceof String text && text.startsWith("$") ? variable(text) : value;
    if (PrefixIndex.searchable(wanted)) {
      query.putIfAbsent(path.substring(1), wanted);
    }
  }

  /** Null when the text is the path of a field. */
  private @Nullable Object variable(String text) {
    return text.startsWith("$$") ? variables.get(text.substring(1)) : null;
  }
}
