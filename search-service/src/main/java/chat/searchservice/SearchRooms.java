package chat.searchservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RoomHit;
import chat.model.RoomType;
import chat.model.SearchRoomsReply;
import chat.model.SearchRoomsRequest;
import chat.model.WhiteSpace;
import chat.runtime.Reply;
import chat.searchservice.SearchEngine.Answer;
import chat.stores.StoreAwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code search.rooms}: the requester's rooms by their names (11 §4). */
final class SearchRooms implements SearchOperation {
  private static final Set<String> ALL = Set.of("", "all");
  private static final Set<String> TYPES = Set.of(RoomType.CHANNEL, RoomType.DM);

  private final SearchEngine engine;
  private final String indices;
  private final PageSizes pages;

  /**
   * @param indices pattern of the index of room names
   */
  SearchRooms(SearchEngine engine, String indices, PageSizes pages) {
    this.engine = engine;
    this.indices = indices;
    this.pages = pages;
  }

  /** As it is indexed. */
  private record Named(String roomId, String roomName, String roomType, String siteId) {
    RoomHit hit() {
      return new RoomHit(roomId, roomName, roomType, siteId);
    }
  }

  @Override
  public Reply search(String account, byte[] body, Deadline deadline)
      throws MalformedJsonException {
    SearchRoomsRequest request = Json.read(body, SearchRoomsRequest.class);
    if (request.size() < 0 || request.offset() < 0) {
      return Refusals.PAGING;
    }
    String words = WhiteSpace.trim(request.query());
    if (words.isEmpty()) {
      return Refusals.NO_QUERY;
    }
    String type = request.roomType();
    if (!ALL.contains(type) && !TYPES.contains(type)) {
      return Refusals.roomType(type);
    }
    PageSizes.Window page = pages.window(request.size(), request.offset());
    if (page.beyondTheIndex()) {
      return Refusals.TOO_DEEP;
    }
    return search(account, query(account, words, type, page), deadline);
  }

  /** The account is the one bound of what may be found. */
  private static Object query(String account, String words, String type, PageSizes.Window page) {
    List<Object> filter = new ArrayList<>();
    filter.add(Queries.term("userAccount", account));
    if (!ALL.contains(type)) {
      filter.add(Queries.term("roomType", type));
    }
    return Queries.page(
        page,
        Map.of("bool", Map.of("must", List.of(Queries.words(words, "roomName")), "filter", filter)),
        "joinedAt");
  }

  private Reply search(String account, Object query, Deadline deadline) {
    try {
      return switch (engine.search(indices, query, deadline)) {
        case Answer.Hits(long _, List<JsonNode> documents) ->
            Reply.success(
                new SearchRoomsReply(
                    Documents.read(documents, Named.class, Named::roomId).stream()
                        .map(Named::hit)
                        .toList()));
        case Answer.NobodyMay() -> Reply.success(new SearchRoomsReply(List.of()));
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
    return Failures.told(Refusals.NO_ENGINE, "subscription search backend failed", account, reason);
  }

  private static Reply strange(String account, String reason) {
    return Failures.told(Refusals.STRANGE, "parse spotlight rooms failed", account, reason);
  }
}
