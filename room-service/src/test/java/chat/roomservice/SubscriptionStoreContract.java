package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.RoomType;
import chat.model.SampleSubscription;
import chat.model.Subscription;
import chat.model.User;
import org.junit.jupiter.api.Test;

/** What every subscription store does. */
abstract class SubscriptionStoreContract {
  private final Documents site = new Documents();

  abstract SubscriptionStore storeOf(Documents site);

  @Test
  void find_wantsRoomAndAccount() {
    User dora = site.user("dora");
    Subscription own = site.member("r1", dora);
    site.member("r2", dora);
    site.member("r1", site.user("erin"));

    SubscriptionStore store = storeOf(site);

    assertThat(store.find("r1", "dora")).contains(own);
    assertThat(store.find("r3", "dora")).isEmpty();
    assertThat(store.find("r1", "$u.account")).isEmpty();
  }

  @Test
  void findDirect_wantsTheCounterpartsNameAndADirectType() {
    User dora = site.user("dora");
    site.subscription(SampleSubscription.of("channel", dora));
    site.subscriptions.add(renamed(SampleSubscription.of("named-erin", dora).make(), "erin"));
    Subscription dm =
        site.subscription(SampleSubscription.of("dm", dora).direct(RoomType.DM, "erin"));
    Subscription bot =
        site.subscription(SampleSubscription.of("bot", dora).direct(RoomType.BOT_DM, "help.bot"));

    SubscriptionStore store = storeOf(site);

    assertThat(store.findDirect("dora", "erin")).contains(dm);
    assertThat(store.findDirect("dora", "help.bot")).contains(bot);
    assertThat(store.findDirect("erin", "dora")).isEmpty();
    assertThat(store.findDirect("dora", "Harbour crew")).isEmpty();
  }

  private static Subscription renamed(Subscription s, String name) {
    return new Subscription(
        s.id(),
        s.u(),
        s.roomId(),
        s.siteId(),
        s.roles(),
        name,
        s.roomType(),
        false,
        null,
        s.joinedAt(),
        null,
        false,
        s.threadUnread(),
        false,
        false);
  }

  @Test
  void roomIdsOf_areTheAccountsOwn() {
    User dora = site.user("dora");
    site.member("r1", dora);
    site.member("r2", dora);
    site.member("r3", site.user("erin"));

    assertThat(storeOf(site).roomIdsOf("dora")).containsExactlyInAnyOrder("r1", "r2");
    assertThat(storeOf(site).roomIdsOf("ghost")).isEmpty();
  }
}
