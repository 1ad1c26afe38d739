package chat.searchservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.SearchAppsReply;
import chat.model.SearchAppsRequest;
import chat.model.WhiteSpace;
import chat.runtime.Reply;
import com.mongodb.MongoException;

/** {@code search.apps}: the whole catalogue, for everybody (11 §5). */
final class SearchApps implements SearchOperation {
  private final AppStore apps;
  private final PageSizes pages;

  SearchApps(AppStore apps, PageSizes pages) {
    this.apps = apps;
    this.pages = pages;
  }

  @Override
  public Reply search(String account, byte[] body, Deadline deadline)
      throws MalformedJsonException {
    SearchAppsRequest request = Json.read(body, SearchAppsRequest.class);
    if (request.size() < 0 || request.offset() < 0) {
      return Refusals.PAGING;
    }
    String part = WhiteSpace.trim(request.query());
    if (part.isEmpty()) {
      return Refusals.NO_QUERY;
    }
    PageSizes.Window page = pages.window(request.size(), request.offset());
    try {
      return Reply.success(
          new SearchAppsReply(apps.find(part, request.assistantEnabled(), page, deadline.left())));
    } catch (MongoException e) {
      return Failures.told(
          Refusals.NO_ENGINE, "app search backend failed", account, e.getClass().getName());
    }
  }
}
