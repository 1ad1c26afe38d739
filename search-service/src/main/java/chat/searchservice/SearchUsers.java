package chat.searchservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.SearchUsersRequest;
import chat.model.UserHit;
import chat.model.WhiteSpace;
import chat.runtime.Reply;
import java.util.List;

/** {@code search.users}: asks the directory, which alone decides who is found (11 §6). */
final class SearchUsers implements SearchOperation {
  private final UserDirectory directory;

  SearchUsers(UserDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Reply search(String account, byte[] body, Deadline deadline)
      throws MalformedJsonException {
    String query = WhiteSpace.trim(Json.read(body, SearchUsersRequest.class).query());
    if (query.isEmpty()) {
      return Refusals.NO_QUERY;
    }
    return switch (directory.search(query, deadline)) {
      case UserDirectory.Answer.People(List<UserHit> people) -> Reply.success(people);
      case UserDirectory.Answer.Failed(String reason) ->
          Failures.told(Refusals.NO_DIRECTORY, "user search backend failed", account, reason);
    };
  }
}
