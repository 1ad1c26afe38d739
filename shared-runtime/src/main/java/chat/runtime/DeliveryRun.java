package chat.runtime;

import chat.model.Durables.Durable;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes one delivery through the handler and settles it: the only place that acknowledges. While a
 * store or server is away the handler is tried again on the same delivery, so that deliveries are
 * spent on faults of the message alone.
 */
final class DeliveryRun {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRun.class);

  /** 01 §5.5: growing delays between deliveries; the last one repeats. */
  private static final List<Duration> DELAYS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final StreamHandler handler;
  private final AwayFaults faults;
  private final OutageGate outages;
  private final RequestSpans spans;
  private final BooleanSupplier stopping;
  private final Durable durable;
  private final int maxDeliver;
  private final DeadLetters deadLetters;
  private final String service;

  DeliveryRun(
      StreamHandler handler,
      AwayFaults faults,
      OutageGate outages,
      RequestSpans spans,
      BooleanSupplier stopping,
      StreamSource source,
      DeadLetters deadLetters,
      String service) {
    this.handler = handler;
    this.faults = faults;
    this.outages = outages;
    this.spans = spans;
    this.stopping = stopping;
    this.durable = source.durable();
    this.maxDeliver = source.settings().maxDeliver();
    this.deadLetters = deadLetters;
    this.service = service;
  }

  void run(Message message) {
    if (replayedForAnother(message)) {
      message.ack();
      return;
    }
    NatsJetStreamMetaData meta = message.metaData();
    byte[] body = message.getData() == null ? new byte[0] : message.getData();
    String requestId = RequestIds.verbatim(message);
    var delivery =
        new Delivery(
            message.getSubject(), body, requestId, meta.streamSequence(), meta.deliveredCount());
    try (var context = MDC.putCloseable("request_id", requestId)) {
      spans.around(
          meta.getConsumer(), message, () -> settle(message, delivery, untilAnswered(delivery)));
    }
  }

  /** 13 A5: a dead letter of one durable is replayed to the whole stream. */
  private boolean replayedForAnother(Message message) {
    Headers headers = message.getHeaders();
    String addressee = headers == null ? null : headers.getFirst(chat.model.Headers.REPLAY_FOR);
    return addressee != null && !addressee.equals(durable.name());
  }

  /** Waits for what is away; everything else ends the loop. */
  private Outcome untilAnswered(Delivery delivery) {
    Duration pause = FIRST_PAUSE;
    boolean waiting = false;
    try {
      while (true) {
        try {
          return handler.handle(delivery);
        } catch (Exception fault) {
          if (!faults.away(fault)) {
            throw fault;
          }
          if (stopping.getAsBoolean()) {
            return new Outcome.Leave("stopping while a store or server is away");
          }
          if (!waiting) {
            waiting = true;
            announce(outages.enter(), fault);
          }
          Thread.sleep(pause);
          pause =
              pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                  ? pause.multipliedBy(2)
                  : LONGEST_PAUSE;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Leave("stopping");
    } catch (Exception | StackOverflowError | AssertionError e) {
      LOG.atError().setCause(e).addKeyValue("subject", delivery.subject()).log("handler error");
      return new Outcome.Retry(e.toString());
    } finally {
      if (waiting && outages.leave()) {
        LOG.info("what was away answers again");
      }
    }
  }

  private static void announce(boolean first, Exception fault) {
    if (first) {
      LOG.atWarn().setCause(fault).log("a store or server is away: waiting for it");
    }
  }

  private void settle(Message message, Delivery delivery, Outcome outcome) {
    try {
      switch (outcome) {
        case Outcome.Done() -> {
          message.ack();
          handler.settled(delivery);
        }
        case Outcome.Retry(String reason) when isLast(delivery) -> {
          line(LOG.atError(), delivery, reason).log("message given up after its last delivery");
          giveUp(message, delivery, reason);
        }
        case Outcome.Retry(String reason) -> {
          line(LOG.atWarn(), delivery, reason).log("message will be tried again");
          message.nakWithDelay(delay(delivery.attempt()));
        }
        case Outcome.Reject(String reason) -> {
          line(LOG.atError(), delivery, reason).log("message rejected");
          giveUp(message, delivery, reason);
        }
        case Outcome.Leave(String reason) ->
            line(LOG.atWarn(), delivery, reason).log("message left unacknowledged");
      }
    } catch (IllegalStateException e) { // 01 §5.5: a failed ack is logged, never retried
      LOG.atWarn().addKeyValue("error", e.toString()).log("acknowledgement failed");
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("tidying up after a message failed");
    }
  }

  /** Terminated only once it is kept; the server or the watch comes back to it otherwise. */
  private void giveUp(Message message, Delivery delivery, String reason) {
    var letter =
        new DeadLetter(
            durable,
            delivery.subject(),
            message.getHeaders(),
            delivery.body(),
            delivery.sequence(),
            delivery.attempt(),
            service,
            reason);
    if (deadLetters.keep(letter)) {
      message.term();
      handler.settled(delivery);
    }
  }

  /** Not positive = delivered without end. */
  private boolean isLast(Delivery delivery) {
    return maxDeliver > 0 && delivery.attempt() >= maxDeliver;
  }

  private static Duration delay(long attempt) {
    return DELAYS.get((int) Math.min(attempt, DELAYS.size()) - 1);
  }

  private static org.slf4j.spi.LoggingEventBuilder line(
      org.slf4j.spi.LoggingEventBuilder line, Delivery delivery, String reason) {
    return line.addKeyValue("subject", delivery.subject())
        .addKeyValue("sequence", delivery.sequence())
        .addKeyValue("attempt", delivery.attempt())
        .addKeyValue("reason", reason);
  }
}
