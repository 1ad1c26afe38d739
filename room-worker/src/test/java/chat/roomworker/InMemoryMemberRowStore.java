package chat.roomworker;

import chat.model.MemberType;
import chat.model.RoomMember;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Membership rows of {@link Documents}. */
final class InMemoryMemberRowStore implements MemberRowStore {
  private final Documents site;

  InMemoryMemberRowStore(Documents site) {
    this.site = site;
  }

  @Override
  public void insertAbsent(List<RoomMember> wanted) {
    for (RoomMember row : wanted) {
      if (ids(row.rid(), row.member().type()).noneMatch(row.member().id()::equals)) {
        site.rows.add(row);
      }
    }
  }

  @Override
  public Set<String> orgIds(String roomId) {
    return ids(roomId, MemberType.ORG).collect(Collectors.toSet());
  }

  @Override
  public Set<String> individualIds(String roomId, Collection<String> userIds) {
    return ids(roomId, MemberType.INDIVIDUAL).filter(userIds::contains).collect(Collectors.toSet());
  }

  private Stream<String> ids(String roomId, String type) {
    return site.rows.stream()
        .filter(row -> row.rid().equals(roomId) && row.member().type().equals(type))
        .map(row -> row.member().id());
  }

  @Override
  public void delete(String roomId, String type, String id) {
    site.rows.removeIf(
        row ->
            row.rid().equals(roomId)
                && row.member().type().equals(type)
                && row.member().id().equals(id));
  }
}
