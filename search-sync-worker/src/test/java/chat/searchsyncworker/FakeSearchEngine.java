package chat.searchsyncworker;

import chat.stores.StoreAwayException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps documents as the engine does, as far as the contract suite looks. */
final class FakeSearchEngine implements SearchEngine {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_ID = 512;

  /** Remembers the version of what was deleted. */
  private record Stored(long version, Optional<ObjectNode> document) {}

  private final Map<String, Stored> documents = new HashMap<>();
  final List<Integer> requests = new ArrayList<>();
  final Set<String> indices = new TreeSet<>();
  final Map<String, JsonNode> templates = new HashMap<>();
  boolean away;
  int overtakes;

  @Override
  public synchronized BulkAnswer bulk(List<SearchAction> actions) {
    requests.add(actions.size());
    ping();
    if (actions.stream().anyMatch(FakeSearchEngine::hasTooLongAnId)) {
      return new BulkAnswer.Refused("400 action_request_validation_exception");
    }
    return new BulkAnswer.Results(actions.stream().map(this::apply).toList());
  }

  private static boolean hasTooLongAnId(SearchAction action) {
    return action.id().getBytes(StandardCharsets.UTF_8).length > LONGEST_ID;
  }

  private ActionResult apply(SearchAction action) {
    indices.add(action.index());
    String key = action.index() + "/" + action.id();
    Stored stored = documents.get(key);
    return switch (action) {
      case SearchAction.Put put -> {
        if (stored != null && stored.version >= put.version()) {
          yield ActionResult.of(action, 409, "version_conflict_engine_exception");
        }
        documents.put(
            key,
            new Stored(put.version(), Optional.of((ObjectNode) JSON.readTree(put.document()))));
        yield ActionResult.of(action, 201, "");
      }
      case SearchAction.Delete delete -> {
        if (stored != null && stored.version >= delete.version()) {
          yield ActionResult.of(action, 409, "version_conflict_engine_exception");
        }
        documents.put(key, new Stored(delete.version(), Optional.empty()));
        yield ActionResult.of(action, stored == null ? 404 : 200, "");
      }
      case SearchAction.Script script -> {
        if (overtakes > 0) {
          overtakes--;
          yield ActionResult.of(action, 409, "version_conflict_engine_exception");
        }
        JsonNode body = JSON.readTree(script.body());
        if (stored == null) {
          documents.put(key, new Stored(1, Optional.of((ObjectNode) body.get("upsert"))));
        } else {
          change(stored.document.orElseThrow(), body.path("script").path("params"));
        }
        yield ActionResult.of(action, 200, "");
      }
    };
  }

  /** 10 §8.1 and §8.2. */
  private static void change(ObjectNode document, JsonNode params) {
    String room = params.path("rid").asString();
    long at = params.path("ts").asLong();
    ObjectNode times = document.withObjectProperty("roomTimestamps");
    if (at <= times.path(room).asLong(0)) {
      return;
    }
    ArrayNode rooms = document.withArrayProperty("rooms");
    ObjectNode restricted = document.withObjectProperty("restrictedRooms");
    for (int i = rooms.size() - 1; i >= 0; i--) {
      if (rooms.get(i).asString().equals(room)
          && (!params.has("hss") || params.path("hss").asLong() > 0)) {
        rooms.remove(i);
      }
    }
    long since = params.path("hss").asLong(0);
    if (since > 0) {
      restricted.put(room, since);
    } else {
      restricted.remove(room);
    }
    if (params.has("hss")) {
      if (since <= 0 && rooms.valueStream().noneMatch(r -> r.asString().equals(room))) {
        rooms.add(room);
      }
      document.put("updatedAt", params.path("now").asString());
    }
    times.put(room, at);
  }

  @Override
  public synchronized Optional<JsonNode> stored(String index, String id) {
    ping();
    Stored stored = documents.get(index + "/" + id);
    return stored == null ? Optional.empty() : stored.document.map(d -> d);
  }

  @Override
  public void ping() {
    if (away) {
      throw new StoreAwayException("away");
    }
  }

  @Override
  public void putTemplate(String name, byte[] template) {
    templates.put(name, JSON.readTree(template));
  }

  @Override
  public void createIndex(String name) {
    indices.add(name);
  }
}
