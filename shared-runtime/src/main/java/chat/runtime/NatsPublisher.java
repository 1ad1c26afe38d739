package chat.runtime;

import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and asks over one connection: core, stream and request (01 §6.1–6.3). Headers are the
 * request id, the duplicate-detection id and, while a trace is active, its W3C context; nothing
 * else.
 */
public final class NatsPublisher implements CorePublisher, StreamPublisher, Requester {
  private static final Duration ACK_WAIT = Duration.ofSeconds(5);
  private static final Duration NO_RESPONDERS_PAUSE = Duration.ofMillis(250);
  private static final int ATTEMPTS = 3;

  private final NatsConnection nats;
  private final JetStream jetStream;
  private final TraceHeaders traces = new TraceHeaders();

  public NatsPublisher(NatsConnection nats) {
    this.nats = nats;
    this.jetStream = nats.jetStream();
  }

  @Override
  public void publish(String subject, @Nullable String requestId, byte[] body) {
    try {
      nats.client().publish(message(subject, headers(requestId, null), body));
    } catch (IllegalStateException e) { // closed, or the reconnect buffer is full
      throw new ServerAwayException("core publish to " + subject, e);
    }
  }

  @Override
  public Stored publish(
      String subject, @Nullable String requestId, @Nullable String messageId, byte[] body) {
    Message message = message(subject, headers(requestId, messageId), body);
    for (int attempt = 1; ; attempt++) {
      try {
        return publishAndWait(message);
      } catch (ServerAwayException e) {
        if (attempt == ATTEMPTS || !noResponders(e)) {
          throw e;
        }
        pause();
      }
    }
  }

  private Stored publishAndWait(Message message) {
    try {
      CompletableFuture<PublishAck> pending = jetStream.publishAsync(message);
      PublishAck ack = pending.get(ACK_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      return new Stored(ack.getSeqno(), ack.isDuplicate());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerAwayException("interrupted publishing to " + message.getSubject(), e);
    } catch (ExecutionException e) {
      if (refused(e.getCause())) { // the message's fault: waiting mends nothing
        throw new IllegalArgumentException("refused by the stream of " + message.getSubject(), e);
      }
      throw new ServerAwayException("no acknowledgement from " + message.getSubject(), e);
    } catch (TimeoutException | IllegalStateException e) {
      throw new ServerAwayException("no acknowledgement from " + message.getSubject(), e);
    }
  }

  private static boolean refused(@Nullable Throwable cause) {
    return cause instanceof JetStreamApiException e
        && e.getErrorCode() >= 400
        && e.getErrorCode() < 500;
  }

  /** A publish that no stream listens to fails with this status in the client's message. */
  private static boolean noResponders(ServerAwayException e) {
    Throwable cause = e.getCause();
    while (cause != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return cause != null && String.valueOf(cause.getMessage()).contains("503");
  }

  private static void pause() {
    try {
      Thread.sleep(NO_RESPONDERS_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerAwayException("interrupted while waiting for a stream", e);
    }
  }

  @Override
  public Answer request(String subject, @Nullable String requestId, byte[] body, Duration timeout)
      throws InterruptedException {
    try {
      Message request = message(subject, headers(requestId, null), body);
      Message reply =
          nats.client()
              .requestWithTimeout(request, timeout)
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer.Replied(reply.getData());
    } catch (TimeoutException | CancellationException e) { // ours, or the client's own timer
      return new Answer.TimedOut();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JetStreamStatusException) { // the client's way to report a 503
        return new Answer.NoResponders();
      }
      throw new ServerAwayException("request to " + subject, e);
    } catch (IllegalStateException e) {
      throw new ServerAwayException("request to " + subject, e);
    }
  }

  private Headers headers(@Nullable String requestId, @Nullable String messageId) {
    var headers = new Headers();
    if (requestId != null && !requestId.isEmpty()) {
      headers.put(chat.model.Headers.REQUEST_ID, requestId);
    }
    if (messageId != null) {
      headers.put(chat.model.Headers.MSG_ID, messageId);
    }
    traces.inject(Context.current(), headers);
    return headers;
  }

  private static Message message(String subject, Headers headers, byte[] body) {
    return NatsMessage.builder()
        .subject(subject)
        .headers(headers.isEmpty() ? null : headers)
        .data(body)
        .build();
  }
}
