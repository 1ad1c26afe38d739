package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link MemberStore} does. */
abstract class MemberStoreContract {
  abstract MemberStore store();

  /**
   * @param roles null = the field is null in the store
   */
  abstract void subscribe(String roomId, String userId, String account, List<String> roles);

  @Test
  void member_isFoundWithIdAccountAndRoles() throws Exception {
    subscribe("room1", "u-1", "kenji", List.of("member", "owner"));
    assertThat(store().find("room1", "kenji"))
        .contains(new Member("u-1", "kenji", List.of("member", "owner")));
  }

  @Test
  void rolesThatAreNull_areNone() throws Exception {
    subscribe("room2", "u-1", "kenji", null);
    assertThat(store().find("room2", "kenji")).contains(new Member("u-1", "kenji", List.of()));
  }

  @Test
  void otherRoomAndOtherAccount_areNotFound() throws Exception {
    subscribe("room3", "u-1", "kenji", List.of());
    assertThat(store().find("room3", "marie")).isEmpty();
    assertThat(store().find("room", "kenji")).isEmpty();
    assertThat(store().find("room3", "Kenji")).isEmpty();
  }
}
