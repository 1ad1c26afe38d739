package chat.broadcastworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Subscription;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every subscription store does; run by the fake and on a real server. */
abstract class SubscriptionStoreContract {
  private SubscriptionStore subscriptions;

  /** A store with these subscriptions and no other. */
  abstract SubscriptionStore storeOf(List<Subscription> subscriptions);

  /** Accounts of a room that carry the flag, in any order. */
  abstract List<String> mentionedIn(String roomId);

  @BeforeEach
  void twoRooms() {
    subscriptions =
        storeOf(
            List.of(
                Samples.subscription("r1", "kenji"),
                Samples.subscription("r1", "marie"),
                Samples.subscription("r1", "help.bot"),
                Samples.subscription("r2", "marie")));
  }

  @Test
  void accounts_areThoseOfTheRoom() {
    assertThat(subscriptions.accountsOf("r1"))
        .containsExactlyInAnyOrder("kenji", "marie", "help.bot");
    assertThat(subscriptions.accountsOf("nowhere")).isEmpty();
  }

  @Test
  void mentioned_areFlaggedInThisRoomOnly() {
    subscriptions.markMentioned("r1", List.of("marie", "stranger"));

    assertThat(mentionedIn("r1")).containsExactly("marie");
    assertThat(mentionedIn("r2")).isEmpty();
  }

  @Test
  void mentionedTwice_isNoFault() {
    subscriptions.markMentioned("r1", List.of("marie", "kenji"));
    subscriptions.markMentioned("r1", List.of("marie"));

    assertThat(mentionedIn("r1")).containsExactlyInAnyOrder("marie", "kenji");
  }

  @Test
  void strangersOnly_isNoFault() {
    subscriptions.markMentioned("r1", List.of("stranger"));

    assertThat(mentionedIn("r1")).isEmpty();
  }
}
