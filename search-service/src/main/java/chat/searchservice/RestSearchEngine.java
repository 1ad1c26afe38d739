package chat.searchservice;

import chat.model.Json;
import chat.stores.SearchAnswer;
import chat.stores.SearchConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The search engine over HTTP. */
final class RestSearchEngine implements SearchEngine {
  private static final Logger LOG = LoggerFactory.getLogger(RestSearchEngine.class);

  /** Indices that are missing are empty; without remote clusters only the own one is searched. */
  private static final String MISSING_IS_EMPTY =
      "/_search?ignore_unavailable=true&allow_no_indices=true";

  private final SearchConnection connection;
  private final String userRoomIndex;
  private final SearchMetrics metrics;

  RestSearchEngine(SearchConnection connection, String userRoomIndex, SearchMetrics metrics) {
    this.connection = connection;
    this.userRoomIndex = userRoomIndex;
    this.metrics = metrics;
  }

  @Override
  public Answer search(String indices, Object request, Deadline deadline) {
    long start = System.nanoTime();
    try {
      return answer(
          connection.sendJson(
              "POST", "/" + indices + MISSING_IS_EMPTY, Json.write(request), deadline.left()));
    } finally {
      metrics.searched(System.nanoTime() - start);
    }
  }

  private Answer answer(SearchAnswer answer) {
    if (answer.status() == SearchAnswer.NOT_FOUND
        && answer.errorType().equals("index_not_found_exception")) {
      return new Answer.NobodyMay();
    }
    if (answer.status() != SearchAnswer.OK) {
      return new Answer.Refused(reason(answer));
    }
    JsonNode body = answer.json();
    JsonNode total = body.at("/hits/total/value");
    JsonNode hits = body.at("/hits/hits");
    if (!total.isIntegralNumber() || !hits.isArray()) {
      return new Answer.Strange();
    }
    tellWhatIsMissing(body);
    List<JsonNode> documents = new ArrayList<>();
    hits.forEach(hit -> documents.add(hit.path("_source")));
    return new Answer.Hits(total.longValue(), documents);
  }

  private void tellWhatIsMissing(JsonNode body) {
    boolean timedOut = body.path("timed_out").asBoolean(false);
    int failedShards = body.at("/_shards/failed").asInt(0);
    int skippedClusters = body.at("/_clusters/skipped").asInt(0);
    if (timedOut || failedShards > 0 || skippedClusters > 0) {
      metrics.partial();
      LOG.atWarn()
          .addKeyValue("timedOut", timedOut)
          .addKeyValue("failedShards", failedShards)
          .addKeyValue("skippedClusters", skippedClusters)
          .log("partial search result");
    }
  }

  @Override
  public Restricted restrictedRooms(String account, Deadline deadline) {
    SearchAnswer answer =
        connection.send("GET", "/" + userRoomIndex + "/_doc/" + encoded(account), deadline.left());
    return switch (answer.status()) {
      case SearchAnswer.OK -> restricted(answer.json());
      case SearchAnswer.NOT_FOUND -> new Restricted.Rooms(Map.of());
      default -> new Restricted.Unknown(reason(answer));
    };
  }

  private static Restricted restricted(JsonNode document) {
    JsonNode source = document.path("_source");
    JsonNode rooms = source.path("restrictedRooms");
    if (!source.isObject() || !(rooms.isObject() || rooms.isMissingNode() || rooms.isNull())) {
      return new Restricted.Unknown("not a document of user-room");
    }
    Map<String, Long> since = new TreeMap<>();
    for (Map.Entry<String, JsonNode> room : rooms.properties()) {
      if (!room.getValue().isIntegralNumber() || !room.getValue().canConvertToLong()) {
        return new Restricted.Unknown("not a document of user-room");
      }
      since.put(room.getKey(), room.getValue().longValue());
    }
    return new Restricted.Rooms(since);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the engine's own words: they may quote the query. */
  private static String reason(SearchAnswer answer) {
    return (answer.status() + " " + answer.errorType()).strip();
  }
}
