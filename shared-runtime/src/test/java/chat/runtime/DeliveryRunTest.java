package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import chat.model.Durables;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryRunTest {
  private final OutageGate outages = new OutageGate();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final RequestSpans spans = new RequestSpans(Telemetry.start("test", Map.of()));
  private final Message message = message(1);
  private final List<DeadLetter> kept = new ArrayList<>();
  private DeadLetters letters = kept::add;

  private void run(StreamHandler handler) {
    run(handler, message);
  }

  private void run(StreamHandler handler, Message delivered) {
    AwayFaults faults = AwayFaults.NATS.or(fault -> fault instanceof StoreAway);
    var settings = new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true);
    var source = new StreamSource(Durables.roomWorker("north"), settings);
    new DeliveryRun(handler, faults, outages, spans, stopping::get, source, letters, "room-worker")
        .run(delivered);
  }

  private static final class StoreAway extends Exception {}

  private static Message message(long attempt) {
    var meta = mock(NatsJetStreamMetaData.class);
    when(meta.streamSequence()).thenReturn(42L);
    when(meta.deliveredCount()).thenReturn(attempt);
    when(meta.getConsumer()).thenReturn("room-worker");
    var message = mock(Message.class);
    when(message.getSubject()).thenReturn("chat.room.canonical.north.create");
    when(message.metaData()).thenReturn(meta);
    when(message.getData()).thenReturn(new byte[] {1});
    return message;
  }

  @Test
  void handler_seesRequestIdSequenceAndAttempt() {
    when(message.getHeaders()).thenReturn(new Headers().put("X-Request-ID", "rid"));
    run(
        delivery -> {
          assertThat(delivery.requestId()).isEqualTo("rid");
          assertThat(delivery.sequence()).isEqualTo(42);
          assertThat(delivery.attempt()).isEqualTo(1);
          return Outcome.DONE;
        });
    verify(message).ack();
  }

  @Test
  void requestIdInOtherCapitals_isNotFound() {
    when(message.getHeaders()).thenReturn(new Headers().put("x-request-id", "rid"));
    run(
        delivery -> {
          assertThat(delivery.requestId()).isNull();
          return Outcome.DONE;
        });
    verify(message).ack();
  }

  @Nested
  class Settling {
    @Test
    void rejected_isTerminated() {
      run(delivery -> new Outcome.Reject("never"));
      verify(message).term();
      verify(message, never()).ack();
    }

    @Test
    void left_isNeitherAcknowledgedNorRefused() {
      run(delivery -> new Outcome.Leave("not built"));
      verify(message, never()).ack();
      verify(message, never()).nak();
      verify(message, never()).nakWithDelay(any(Duration.class));
      verify(message, never()).term();
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT5S", "3, PT30S", "4, PT30S"})
    void retry_comesBackAfterAGrowingDelay(long attempt, Duration delay) {
      Message again = message(attempt);
      run(delivery -> new Outcome.Retry("later"), again);
      verify(again).nakWithDelay(delay);
    }

    @Test
    void retryOnTheLastDelivery_isGivenUp() {
      Message last = message(5);
      run(delivery -> new Outcome.Retry("still"), last);
      verify(last).term();
      verify(last, never()).nakWithDelay(any(Duration.class));
    }

    @Test
    void faultOfTheMessage_isRetriedByTheServer() {
      run(
          delivery -> {
            throw new IllegalStateException("odd");
          });
      verify(message).nakWithDelay(Duration.ofSeconds(1));
    }
  }

  @Nested
  class GivenUp {
    @Test
    void rejected_isKeptAsADeadLetterFirst() {
      when(message.getHeaders()).thenReturn(new Headers().put("Nats-Msg-Id", "id"));
      run(delivery -> new Outcome.Reject("never"));
      assertThat(kept)
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.durable()).isEqualTo(Durables.roomWorker("north"));
                assertThat(letter.subject()).isEqualTo("chat.room.canonical.north.create");
                assertThat(letter.body()).containsExactly(1);
                assertThat(letter.sequence()).isEqualTo(42);
                assertThat(letter.deliveries()).isEqualTo(1);
                assertThat(letter.service()).isEqualTo("room-worker");
                assertThat(letter.reason()).isEqualTo("never");
              });
      verify(message).term();
    }

    @Test
    void lastDelivery_isKeptAsADeadLetter() {
      run(delivery -> new Outcome.Retry("still"), message(5));
      assertThat(kept).extracting(DeadLetter::deliveries).containsExactly(5L);
    }

    @Test
    void deliveryBeforeTheLast_isNotKept() {
      run(delivery -> new Outcome.Retry("still"), message(4));
      assertThat(kept).isEmpty();
    }

    @Test
    void letterThatCannotBeKept_leavesTheMessageUnacknowledged() {
      letters = letter -> false;
      var settled = new AtomicBoolean();
      run(
          new StreamHandler() {
            @Override
            public Outcome handle(Delivery delivery) {
              return new Outcome.Reject("never");
            }

            @Override
            public void settled(Delivery delivery) {
              settled.set(true);
            }
          });
      verify(message, never()).term();
      verify(message, never()).ack();
      assertThat(settled).isFalse();
    }
  }

  @Nested
  class Replayed {
    @Test
    void forAnotherDurable_isSkipped() {
      when(message.getHeaders()).thenReturn(new Headers().put("Chat-Replay-For", "message-sync"));
      run(
          delivery -> {
            throw new AssertionError("handled");
          });
      verify(message).ack();
    }

    @Test
    void forThisDurable_isHandled() {
      when(message.getHeaders()).thenReturn(new Headers().put("Chat-Replay-For", "room-worker"));
      run(delivery -> new Outcome.Reject("handled"));
      verify(message).term();
    }
  }

  @Nested
  class StoreAwayFor {
    @Test
    void aWhile_costsNoDelivery() {
      var calls = new AtomicInteger();
      run(
          delivery -> {
            if (calls.incrementAndGet() < 3) {
              throw new StoreAway();
            }
            return Outcome.DONE;
          });
      verify(message).ack();
      verify(message, never()).nakWithDelay(any(Duration.class));
      assertThat(outages.closed()).isFalse();
    }

    @Test
    void aWhile_closesTheGateMeanwhile() {
      var answers = new AtomicBoolean();
      Thread worker =
          Thread.ofVirtual()
              .start(
                  () ->
                      run(
                          delivery -> {
                            if (!answers.get()) {
                              throw new StoreAway();
                            }
                            return Outcome.DONE;
                          }));
      await().until(outages::closed);
      answers.set(true);
      await().until(() -> !worker.isAlive());
      verify(message).ack();
      assertThat(outages.closed()).isFalse();
    }

    @Test
    void aStop_isLeftForTheNextStart() {
      stopping.set(true);
      run(
          delivery -> {
            throw new StoreAway();
          });
      verify(message, never()).nakWithDelay(any(Duration.class));
      verify(message, never()).term();
      verify(message, never()).ack();
    }
  }
}
