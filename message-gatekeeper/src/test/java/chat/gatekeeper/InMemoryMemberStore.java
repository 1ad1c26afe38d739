package chat.gatekeeper;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Members in a map; {@link MemberStoreContract} holds it true. */
final class InMemoryMemberStore implements MemberStore {
  private final Map<String, Member> members = new HashMap<>();

  void put(String roomId, Member member) {
    members.put(roomId + "/" + member.account(), member);
  }

  @Override
  public Optional<Member> find(String roomId, String account) {
    return Optional.ofNullable(members.get(roomId + "/" + account));
  }
}
