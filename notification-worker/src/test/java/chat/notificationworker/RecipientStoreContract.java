package chat.notificationworker;

import static chat.notificationworker.Samples.KENJI;
import static chat.notificationworker.Samples.MARIE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link RecipientStore} does. */
abstract class RecipientStoreContract {
  private final String room = "room" + UUID.randomUUID();

  abstract RecipientStore store();

  /**
   * @param muted null = the field is not there
   */
  abstract void insert(String roomId, Recipient member, Boolean muted);

  private List<Recipient> recipients() throws Exception {
    return store().of(room);
  }

  @Test
  void members_areFoundByTheirRoom() throws Exception {
    insert(room, KENJI, false);
    insert(room, MARIE, null);
    insert("other" + room, new Recipient("u-3", "third"), false);
    assertThat(recipients()).containsExactlyInAnyOrder(KENJI, MARIE);
  }

  @Test
  void membersWhoSwitchedNotificationsOff_areSkipped() throws Exception {
    insert(room, KENJI, true);
    insert(room, MARIE, false);
    assertThat(recipients()).containsExactly(MARIE);
  }

  @Test
  void bots_areSkipped() throws Exception {
    insert(room, new Recipient("u-b", "helper.bot"), false);
    insert(room, new Recipient("u-p", "p_helper"), false);
    insert(room, new Recipient("u-m", "my.bots"), false);
    assertThat(recipients()).containsExactly(new Recipient("u-m", "my.bots"));
  }

  @Test
  void roomThatIsNotThere_hasNobody() throws Exception {
    assertThat(recipients()).isEmpty();
  }
}
