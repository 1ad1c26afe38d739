package chat.searchservice;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What this service asks of the search engine (11 §8). Away: {@code StoreAwayException}. */
interface SearchEngine {
  /** What a search came to. */
  sealed interface Answer {
    /**
     * @param total of all pages
     * @param documents of this page, in the engine's order
     */
    record Hits(long total, List<JsonNode> documents) implements Answer {
      public Hits {
        documents = List.copyOf(documents);
      }
    }

    /** The index of who may search where is not there: nobody may yet. */
    record NobodyMay() implements Answer {}

    /** The engine refused. */
    record Refused(String reason) implements Answer {}

    /** Something that is no answer to a search. */
    record Strange() implements Answer {}
  }

  /**
   * @param indices patterns, joined by commas
   */
  Answer search(String indices, Object request, Deadline deadline);

  /** What one account may read from some time on. */
  sealed interface Restricted {
    /** Room ids, and ms from when on; empty as well when there is no document, or no index. */
    record Rooms(Map<String, Long> since) implements Restricted {
      public Rooms {
        since = Map.copyOf(since);
      }
    }

    /** The document could not be read. */
    record Unknown(String reason) implements Restricted {}
  }

  /** As it is stored now, also before it can be found. */
  Restricted restrictedRooms(String account, Deadline deadline);
}
