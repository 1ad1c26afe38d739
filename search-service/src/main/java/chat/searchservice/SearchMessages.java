package chat.searchservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MessageHit;
import chat.model.SearchMessagesReply;
import chat.model.SearchMessagesRequest;
import chat.model.WhiteSpace;
import chat.runtime.Reply;
import chat.searchservice.SearchEngine.Answer;
import chat.stores.StoreAwayException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code search.messages} (11 §3). */
final class SearchMessages implements SearchOperation {
  /** The own site's, and those of every site that the engine knows. */
  private static final String INDICES = "messages-*,*:messages-*";

  private static final SearchMessagesReply NOTHING = new SearchMessagesReply(List.of(), 0);

  private final RoomAccess access;
  private final SearchEngine engine;
  private final MessageQuery query;
  private final PageSizes pages;

  SearchMessages(RoomAccess access, SearchEngine engine, MessageQuery query, PageSizes pages) {
    this.access = access;
    this.engine = engine;
    this.query = query;
    this.pages = pages;
  }

  @Override
  public Reply search(String account, byte[] body, Deadline deadline)
      throws MalformedJsonException {
    // 1
    SearchMessagesRequest request = Json.read(body, SearchMessagesRequest.class);
    if (request.size() < 0 || request.offset() < 0) {
      return Refusals.PAGING;
    }
    String words = WhiteSpace.trim(request.query());
    if (words.isEmpty()) {
      return Refusals.NO_QUERY;
    }
    PageSizes.Window page = pages.window(request.size(), request.offset());
    if (page.beyondTheIndex()) {
      return Refusals.TOO_DEEP;
    }
    // 2
    Optional<Map<String, Long>> restricted = access.restrictedRooms(account, deadline);
    if (restricted.isEmpty()) {
      return Refusals.NO_ACCESS;
    }
    // 3
    Object search;
    try {
      search = query.request(account, words, request.roomIds(), restricted.get(), page);
    } catch (DateTimeException e) {
      return Failures.told(
          Refusals.NO_REQUEST, "build message query failed", account, e.toString());
    }
    return search(account, search, deadline);
  }

  private Reply search(String account, Object search, Deadline deadline) {
    try {
      // 4
      return switch (engine.search(INDICES, search, deadline)) {
        case Answer.Hits(long total, List<JsonNode> documents) ->
            // 5, 6
            Reply.success(
                new SearchMessagesReply(
                    Documents.read(documents, MessageHit.class, MessageHit::messageId), total));
        case Answer.NobodyMay() -> Reply.success(NOTHING);
        case Answer.Refused(String reason) -> away(account, reason);
        case Answer.Strange() -> strange(account, "no hits");
      };
    } catch (StoreAwayException e) {
      return away(account, e.toString());
    } catch (MalformedJsonException e) {
      return strange(account, e.reason());
    }
  }

  private static Reply away(String account, String reason) {
    return Failures.told(Refusals.NO_ENGINE, "message search backend failed", account, reason);
  }

  private static Reply strange(String account, String reason) {
    return Failures.told(Refusals.STRANGE, "parse messages response failed", account, reason);
  }
}
