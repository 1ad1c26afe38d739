package chat.searchsyncworker;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What this service asks of the search engine (10 §2). Away: {@code StoreAwayException}. */
interface SearchEngine {
  /** What the engine said to a bulk request. */
  sealed interface BulkAnswer {
    /** One result for each action, in their order. */
    record Results(List<ActionResult> results) implements BulkAnswer {
      public Results {
        results = List.copyOf(results);
      }
    }

    /** The request as a whole: none of its actions was done. */
    record Refused(String reason) implements BulkAnswer {}
  }

  BulkAnswer bulk(List<SearchAction> actions);

  /** The document as it is stored now, also before it can be found. */
  Optional<JsonNode> stored(String index, String id);

  /** Returns when the engine answers. */
  void ping();

  /** Overwrites an index template; existing indices stay as they are. */
  void putTemplate(String name, byte[] template);

  /** Creates an index from its template unless it exists. */
  void createIndex(String name);
}
