package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.roomservice.MessageStore.SentMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every message store does (02 §6.3). */
abstract class MessageStoreContract {
  private final Documents site = new Documents();

  abstract MessageStore storeOf(Documents site);

  @Test
  void find_givesTheMessageOrNothing() {
    var message = new SentMessage("r1", Instant.parse("2026-02-01T09:00:00.123Z"), "dora");
    var bare = new SentMessage("", Instant.parse("2026-02-01T09:00:00Z"), "");
    site.messages.put("m1", message);
    site.messages.put("m2", bare);

    MessageStore store = storeOf(site);

    assertThat(store.find("m1")).contains(message);
    assertThat(store.find("m2")).contains(bare);
    assertThat(store.find("m3")).isEmpty();
  }
}
