package chat.roomservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.Role;
import chat.model.RoomMember;
import chat.model.Subscription;
import chat.model.User;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Members of {@link Documents}. */
final class InMemoryMemberStore implements MemberStore {
  private static final Comparator<RoomMember> BY_TIME =
      Comparator.comparing(RoomMember::ts).thenComparing(RoomMember::id);
  private static final Comparator<RoomMember> ORGS_FIRST =
      Comparator.comparing((RoomMember m) -> !m.member().type().equals(MemberType.ORG))
          .thenComparing(BY_TIME);

  private final Documents site;

  InMemoryMemberStore(Documents site) {
    this.site = site;
  }

  @Override
  public List<RoomMember> list(String roomId, MemberPage page) {
    List<RoomMember> rows = site.rows.stream().filter(row -> row.rid().equals(roomId)).toList();
    Stream<RoomMember> sorted =
        rows.isEmpty()
            ? subscriptions(roomId).map(InMemoryMemberStore::asMember).sorted(BY_TIME)
            : rows.stream().sorted(ORGS_FIRST);
    List<RoomMember> part =
        sorted
            .skip(page.offset())
            .limit(page.limit() == null ? Long.MAX_VALUE : page.limit())
            .toList();
    return page.enriched() ? display(roomId).of(part) : part;
  }

  private Stream<Subscription> subscriptions(String roomId) {
    return site.subscriptions.stream().filter(s -> s.roomId().equals(roomId));
  }

  private static RoomMember asMember(Subscription s) {
    return new RoomMember(
        s.id(),
        s.roomId(),
        s.joinedAt(),
        new MemberEntry(s.u().id(), MemberType.INDIVIDUAL, s.u().account(), "", "", false, "", 0));
  }

  private MemberDisplay display(String roomId) {
    Map<String, User> people =
        site.users.stream()
            .collect(Collectors.toMap(User::account, Function.identity(), (one, other) -> one));
    Set<String> owners =
        subscriptions(roomId)
            .filter(s -> s.roles() != null && s.roles().contains(Role.OWNER))
            .map(s -> s.u().account())
            .collect(Collectors.toSet());
    Map<String, OrgSummary> orgs =
        site.rows.stream()
            .filter(row -> row.member().type().equals(MemberType.ORG))
            .collect(
                Collectors.toMap(
                    row -> row.member().id(), row -> summary(row.member().id()), (a, b) -> a));
    return new MemberDisplay(people, owners, orgs);
  }

  private OrgSummary summary(String org) {
    return new OrgSummary(
        part(u -> u.deptId().equals(org), User::deptName, User::deptTCName),
        part(
            u -> u.sectId().equals(org) && !u.deptId().equals(org),
            User::sectName,
            User::sectTCName));
  }

  private OrgSummary.Part part(
      Predicate<User> whose, Function<User, String> name, Function<User, String> tcName) {
    List<User> people = site.users.stream().filter(whose).toList();
    return new OrgSummary.Part(
        largest(people.stream().map(name)), largest(people.stream().map(tcName)), people.size());
  }

  private static String largest(Stream<String> names) {
    return names
        .max((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
        .orElse("");
  }
}
