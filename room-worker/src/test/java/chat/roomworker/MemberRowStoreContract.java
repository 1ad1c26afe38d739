package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.RoomMember;
import chat.model.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of membership rows does (03 M6, M16, M17). */
abstract class MemberRowStoreContract {
  private final Documents site = new Documents();
  private final User dora = site.user("dora");

  abstract MemberRowStore storeOf(Documents site);

  private static RoomMember org(String id, String orgId) {
    return new RoomMember(
        id, "r1", Documents.JOINED, new MemberEntry(orgId, "org", "", "", "", false, "", 0));
  }

  @Test
  void insertAbsent_passesOverWhatIsThere() {
    site.orgRow("r1", "o1");
    MemberRowStore store = storeOf(site);

    store.insertAbsent(List.of(org("x1", "o1"), org("x2", "o2")));
    store.insertAbsent(List.of());

    assertThat(store.orgIds("r1")).containsExactlyInAnyOrder("o1", "o2");
  }

  @Test
  void ids_areOfTheRoomAndType() {
    site.row("r1", dora);
    site.orgRow("r1", "o1");
    site.orgRow("r2", "o2");
    MemberRowStore store = storeOf(site);

    assertThat(store.orgIds("r1")).containsExactly("o1");
    assertThat(store.orgIds("r3")).isEmpty();
    assertThat(store.individualIds("r1", List.of("u-dora", "o1", "x"))).containsExactly("u-dora");
    assertThat(store.individualIds("r2", List.of("u-dora"))).isEmpty();
    assertThat(store.individualIds("r1", List.of())).isEmpty();
  }

  @Test
  void delete_wantsTheId() {
    site.row("r1", dora);
    site.orgRow("r1", "u-dora");
    MemberRowStore store = storeOf(site);

    store.delete("r1", MemberType.INDIVIDUAL, "dora");
    assertThat(store.individualIds("r1", List.of("u-dora"))).isNotEmpty();

    store.delete("r1", MemberType.INDIVIDUAL, "u-dora");
    store.delete("r1", MemberType.INDIVIDUAL, "u-dora");
    assertThat(store.individualIds("r1", List.of("u-dora"))).isEmpty();
    assertThat(store.orgIds("r1")).containsExactly("u-dora");
  }
}
