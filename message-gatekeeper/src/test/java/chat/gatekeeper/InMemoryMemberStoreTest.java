package chat.gatekeeper;

import java.util.List;

class InMemoryMemberStoreTest extends MemberStoreContract {
  private final InMemoryMemberStore store = new InMemoryMemberStore();

  @Override
  MemberStore store() {
    return store;
  }

  @Override
  void subscribe(String roomId, String userId, String account, List<String> roles) {
    store.put(roomId, new Member(userId, account, roles == null ? List.of() : roles));
  }
}
