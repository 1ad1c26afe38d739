package chat.roomservice;

import chat.model.OrgMember;
import chat.model.OrgMembersReply;
import chat.model.SubjectPatterns;
import chat.model.User;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.List;

/** Org members (02 §9.11): everybody may ask. */
final class ListOrgMembers implements RequestHandler {
  private final UserStore users;

  ListOrgMembers(UserStore users) {
    this.users = users;
  }

  @Override
  public Reply handle(Request request) {
    List<User> people = users.ofOrg(request.parameter(SubjectPatterns.ORG_ID));
    return people.isEmpty()
        ? Refusals.ORG_UNKNOWN
        : Reply.success(new OrgMembersReply(people.stream().map(ListOrgMembers::member).toList()));
  }

  private static OrgMember member(User user) {
    return new OrgMember(
        user.id(), user.account(), user.engName(), user.chineseName(), user.siteId());
  }
}
