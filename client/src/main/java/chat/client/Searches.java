package chat.client;

import chat.model.SearchAppsReply;
import chat.model.SearchAppsRequest;
import chat.model.SearchArea;
import chat.model.SearchMessagesReply;
import chat.model.SearchMessagesRequest;
import chat.model.SearchRoomsReply;
import chat.model.SearchRoomsRequest;
import chat.model.SearchUsersRequest;
import chat.model.Subjects;
import chat.model.UserHit;
import java.util.List;

/** Finding what was said, rooms, apps and people (contract 11). Each call waits for its answer. */
public final class Searches {

  private final Requests requests;
  private final String account;

  Searches(Requests requests) {
    this.requests = requests;
    this.account = requests.account();
  }

  /** Messages that the account may read, best first. New ones are found after some seconds. */
  public Answer<SearchMessagesReply> messages(SearchMessagesRequest search)
      throws InterruptedException {
    return requests.ask(subject(SearchArea.MESSAGES), search, SearchMessagesReply.class);
  }

  /** Rooms of the account by their names; a DM has that of the other one. */
  public Answer<SearchRoomsReply> rooms(SearchRoomsRequest search) throws InterruptedException {
    return requests.ask(subject(SearchArea.ROOMS), search, SearchRoomsReply.class);
  }

  /** Apps by a part of their names. */
  public Answer<SearchAppsReply> apps(SearchAppsRequest search) throws InterruptedException {
    return requests.ask(subject(SearchArea.APPS), search, SearchAppsReply.class);
  }

  /** People, as the organisation's directory finds them. */
  public Answer<List<UserHit>> users(String query) throws InterruptedException {
    return requests.askList(
        subject(SearchArea.USERS), new SearchUsersRequest(query), UserHit.class);
  }

  private String subject(SearchArea area) {
    return Subjects.search(account, area);
  }
}
