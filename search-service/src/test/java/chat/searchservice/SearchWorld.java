package chat.searchservice;

import chat.model.App;
import chat.model.MalformedJsonException;
import chat.runtime.Reply;
import chat.stores.StoreAwayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An engine that answers what a test wants, and keeps what it was asked. */
final class SearchWorld implements SearchEngine {
  static final PageSizes PAGES = new PageSizes(25, 100);
  static final JsonMapper JSON = JsonMapper.shared();

  record Asked(String indices, JsonNode request) {}

  final List<Asked> asked = new ArrayList<>();
  final List<String> documentsRead = new ArrayList<>();
  Answer answer = new Answer.Hits(0, List.of());
  Restricted restricted = new Restricted.Rooms(Map.of());
  boolean away;

  static Deadline deadline() {
    return new Deadline(Duration.ofSeconds(5), System::nanoTime);
  }

  void finds(String... documents) {
    answer =
        new Answer.Hits(
            documents.length,
            List.of(documents).stream().map(d -> JSON.readTree(quoted(d))).toList());
  }

  @Override
  public Answer search(String indices, Object request, Deadline deadline) {
    asked.add(new Asked(indices, JSON.readTree(JSON.writeValueAsBytes(request))));
    if (away) {
      throw new StoreAwayException("away");
    }
    return answer;
  }

  @Override
  public Restricted restrictedRooms(String account, Deadline deadline) {
    documentsRead.add(account);
    if (away) {
      throw new StoreAwayException("away");
    }
    return restricted;
  }

  static String ask(SearchOperation operation, String body) throws MalformedJsonException {
    Reply reply =
        operation.search("kenji", quoted(body).getBytes(StandardCharsets.UTF_8), deadline());
    return new String(reply.bytes(), StandardCharsets.UTF_8).replace('"', '\'');
  }

  static String quoted(String text) {
    return text.replace('\'', '"');
  }

  static App app(String id, String name) {
    return new App(id, name, "", null, List.of());
  }
}
