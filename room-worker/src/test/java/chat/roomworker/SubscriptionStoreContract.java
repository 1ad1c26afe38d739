package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Role;
import chat.model.SampleSubscription;
import chat.model.Subscription;
import chat.model.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every subscription store does (03 M5, M8 to M15). */
abstract class SubscriptionStoreContract {
  private final Documents site = new Documents();
  private final User dora = site.user("dora");
  private final User erin = site.user("erin");

  abstract SubscriptionStore storeOf(Documents site);

  @Test
  void insertAbsent_keepsWhatIsThere() {
    site.owner("r1", dora);
    SubscriptionStore store = storeOf(site);
    Subscription old = store.find("r1", "dora").orElseThrow();
    Subscription fresh = SampleSubscription.of("r1", erin).make();

    store.insertAbsent(List.of(SampleSubscription.of("r1", dora).id("other").make(), fresh));
    store.insertAbsent(List.of());

    assertThat(store.ofRoom("r1")).containsExactlyInAnyOrder(old, fresh);
  }

  @Test
  void find_wantsRoomAndAccounts() {
    site.member("r1", dora);
    site.member("r1", erin);
    site.member("r2", erin);
    SubscriptionStore store = storeOf(site);

    assertThat(store.find("r1", List.of("erin", "ghost"))).hasSize(1);
    assertThat(store.find("r2", "dora")).isEmpty();
    assertThat(store.find("r1", List.of())).isEmpty();
    assertThat(store.ofRoom("$roomId")).isEmpty();
  }

  @Test
  void roles_areSets() {
    site.owner("r1", dora);
    SubscriptionStore store = storeOf(site);

    assertThat(store.addRole("r1", "dora", Role.MEMBER)).isTrue();
    assertThat(store.addRole("r1", "dora", Role.MEMBER)).isTrue();
    assertThat(store.find("r1", "dora").orElseThrow().roles())
        .containsExactly(Role.OWNER, Role.MEMBER);
    assertThat(store.removeRole("r1", "dora", Role.OWNER)).isTrue();
    assertThat(store.removeRole("r1", "dora", Role.OWNER)).isTrue();
    assertThat(store.find("r1", "dora").orElseThrow().roles()).containsExactly(Role.MEMBER);
    assertThat(store.addRole("r1", "ghost", Role.OWNER)).isFalse();
    assertThat(store.removeRole("r1", "ghost", Role.OWNER)).isFalse();
  }

  @Test
  void delete_takesThoseThatAreThere() {
    site.member("r1", dora);
    site.member("r1", erin);
    site.member("r2", dora);
    SubscriptionStore store = storeOf(site);

    store.delete("r1", List.of("dora", "ghost"));
    store.delete("r1", List.of());

    assertThat(store.ofRoom("r1")).hasSize(1);
    assertThat(store.ofRoom("r2")).hasSize(1);
  }
}
