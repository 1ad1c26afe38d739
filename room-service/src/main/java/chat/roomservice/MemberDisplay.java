package chat.roomservice;

import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.RoomMember;
import chat.model.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what an enriched member list shows (02 §9.10).
 *
 * @param people by account
 * @param owners accounts
 * @param orgs by id
 */
record MemberDisplay(Map<String, User> people, Set<String> owners, Map<String, OrgSummary> orgs) {

  List<RoomMember> of(List<RoomMember> members) {
    return members.stream().map(this::of).toList();
  }

  private RoomMember of(RoomMember member) {
    MemberEntry shown =
        switch (member.member().type()) {
          case MemberType.ORG -> org(member.member());
          case MemberType.INDIVIDUAL -> person(member.member());
          default -> member.member();
        };
    return new RoomMember(member.id(), member.rid(), member.ts(), shown);
  }

  private MemberEntry org(MemberEntry org) {
    @Nullable OrgSummary summary = orgs.get(org.id());
    return summary == null
        ? org
        : new MemberEntry(
            org.id(),
            org.type(),
            org.account(),
            "",
            "",
            false,
            summary.text(org.id()),
            summary.people());
  }

  private MemberEntry person(MemberEntry person) {
    @Nullable User user = people.get(person.account());
    return new MemberEntry(
        person.id(),
        person.type(),
        person.account(),
        user == null ? "" : user.engName(),
        user == null ? "" : user.chineseName(),
        owners.contains(person.account()),
        "",
        0);
  }
}
