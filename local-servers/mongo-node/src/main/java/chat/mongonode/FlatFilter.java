package chat.mongonode;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the clauses of {@code $and} beside each other, as drivers of other languages send them:
 * the library chooses an index by the top-level fields of a filter and scans the collection when it
 * sees only {@code $and}. A clause whose field is already taken stays within {@code $and}.
 */
final class FlatFilter {

  /** Where a command keeps its filter. */
  private static final Map<String, String> FILTERS =
      Map.of("find", "filter", "count", "query", "distinct", "query", "findandmodify", "query");

  /** Where a command keeps the list of its statements, each with its filter in {@code q}. */
  private static final Map<String, String> STATEMENTS =
      Map.of("update", "updates", "delete", "deletes");

  private FlatFilter() {}

  /** Flattens the filters of a command in place. */
  static void inCommand(String name, Document command) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    flatten(command, FILTERS.get(lowerCase));
    String list = STATEMENTS.get(lowerCase);
    if (list != null && command.get(list) instanceof Collection<?> statements) {
      for (Object statement : statements) {
        if (statement instanceof Document document) {
          flatten(document, "q");
        }
      }
    }
  }

  /** The same filter with as few {@code $and} as its fields allow. */
  static Document of(Document filter) {
    if (!(filter.get("$and") instanceof Collection<?> clauses)
        || !clauses.stream().allMatch(Document.class::isInstance)) {
      return filter;
    }
    Document flat = filter.clone();
    flat.remove("$and");
    List<Document> left = new ArrayList<>();
    for (Object clause : clauses) {
      Document part = of((Document) clause);
      if (part.keySet().stream().anyMatch(flat::containsKey)) {
        left.add(part);
      } else {
        flat.putAll(part);
      }
    }
    if (!left.isEmpty() && flat.get("$and") instanceof Collection<?> nested) {
      nested.forEach(clause -> left.add((Document) clause));
    }
    if (!left.isEmpty()) {
      flat.put("$and", left);
    }
    return flat;
  }

  private static void flatten(Document holder, @Nullable String filterName) {
    if (filterName != null && holder.get(filterName) instanceof Document filter) {
      holder.put(filterName, of(filter));
    }
  }
}
