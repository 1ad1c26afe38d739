package chat.roomservice;

import chat.model.Json;
import chat.model.ListMembersReply;
import chat.model.ListMembersRequest;
import chat.model.MalformedJsonException;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;

/** Member list (02 §9.10), for members, and for other sites on behalf of theirs. */
final class ListMembers implements RequestHandler {
  private static final ListMembersRequest EVERYTHING = new ListMembersRequest(null, null, false);

  private final SubscriptionStore subscriptions;
  private final MemberStore members;

  ListMembers(SubscriptionStore subscriptions, MemberStore members) {
    this.subscriptions = subscriptions;
    this.members = members;
  }

  @Override
  public Reply handle(Request request) {
    if (subscriptions.find(request.roomId(), request.account()).isEmpty()) { // 2
      return Refusals.NOT_A_MEMBER;
    }
    ListMembersRequest wanted;
    try {
      wanted = decode(request.body()); // 3
    } catch (MalformedJsonException e) {
      return Refusals.malformed(e);
    }
    Long limit = wanted.limit();
    if (limit != null && limit <= 0) { // 4
      return Refusals.masked("limit must be > 0");
    }
    long offset = wanted.offset() == null ? 0 : wanted.offset();
    if (offset < 0) { // 5
      return Refusals.masked("offset must be >= 0");
    }
    var page = new MemberPage(limit, offset, wanted.enrich());
    return Reply.success(new ListMembersReply(members.list(request.roomId(), page))); // 6
  }

  private static ListMembersRequest decode(byte[] body) throws MalformedJsonException {
    return body.length == 0 ? EVERYTHING : Json.read(body, ListMembersRequest.class);
  }
}
