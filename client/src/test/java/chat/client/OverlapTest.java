package chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.client.Wire.Incoming;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OverlapTest {
  private final Overlap overlap = new Overlap();

  private static Incoming message(String subject, String body) {
    return new Incoming(subject, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatTheOldConnectionDelivered_isARepeat_asOftenAsItDid() throws Exception {
    overlap.delivered(message("a", "1"));
    overlap.delivered(message("a", "1"));
    overlap.end(9);

    assertThat(overlap.isRepeat(message("a", "1"))).isTrue();
    assertThat(overlap.isRepeat(message("b", "1"))).isFalse();
    assertThat(overlap.isRepeat(message("a", "1"))).isTrue();
    assertThat(overlap.isRepeat(message("a", "1"))).isFalse();
  }

  @Test
  void theSameWordsAfterTheEnd_areAnotherMessage() throws Exception {
    overlap.delivered(message("a", "1"));
    overlap.end(1);

    assertThat(overlap.isRepeat(message("a", "2"))).isFalse();
    assertThat(overlap.isRepeat(message("a", "1"))).isFalse();
  }

  @Test
  void theNewConnection_waitsForTheOldOne() {
    CompletableFuture<Boolean> repeat =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return overlap.isRepeat(message("a", "1"));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    overlap.delivered(message("a", "1"));
    assertThat(repeat).isNotDone();

    overlap.end(1);
    overlap.end(0); // only the first end counts

    await().until(repeat::isDone);
    assertThat(repeat).isCompletedWithValue(true);
  }
}
