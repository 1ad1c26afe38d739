package chat.runtime;

import chat.model.Ids;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Answers requests on queue subscriptions (01 §7): one virtual thread a request, a bound on
 * requests in work for each route, so that one slow operation never holds up another. No order is
 * promised.
 *
 * <p>Everything a handler throws is logged with the request id and answered with {@code internal
 * error}. A request without a reply subject is worked on, its reply dropped.
 */
public final class RequestRouter {
  private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);

  /** Requests of one route in work at one time; more wait in the client's buffer. */
  private static final int IN_WORK = 64;

  private static final Duration CONFIRM_LIMIT = Duration.ofSeconds(10);

  private final NatsConnection nats;
  private final String queueGroup;
  private final RequestIds requestIds;
  private final ServiceThreads threads;
  private final RequestSpans spans;
  private final Ids ids;
  private final ReplySubjects replies;
  private final List<Route> routes = new ArrayList<>();

  public RequestRouter(
      NatsConnection nats,
      String queueGroup,
      RequestIds requestIds,
      ServiceThreads threads,
      Telemetry telemetry,
      Ids ids) {
    this.nats = nats;
    this.queueGroup = queueGroup;
    this.requestIds = requestIds;
    this.threads = threads;
    this.spans = new RequestSpans(telemetry);
    this.ids = ids;
    this.replies = new ReplySubjects(nats.client().getOptions().getInboxPrefix());
  }

  /**
   * Subscribes; when this returns the server knows of it.
   *
   * @param pattern a subject with named tokens, for example {@code
   *     chat.user.{account}.request.rooms.list}
   */
  public RequestRouter on(String pattern, RequestHandler handler) {
    var route = new Route(new SubjectTemplate(pattern), handler);
    route.dispatcher = nats.client().createDispatcher(route::receive);
    route.dispatcher.subscribe(route.template.wildcard(), queueGroup);
    routes.add(route);
    confirm();
    return this;
  }

  private void confirm() {
    try {
      nats.client().flush(CONFIRM_LIMIT);
    } catch (TimeoutException e) {
      throw new ServerAwayException("subscription not confirmed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerAwayException("interrupted while subscribing", e);
    }
  }

  /** Takes nothing new, answers what has arrived, waits for handlers in work until the limit. */
  public void drain(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    List<CompletableFuture<Boolean>> drained = new ArrayList<>();
    for (Route route : routes) {
      if (route.dispatcher != null) {
        drained.add(route.dispatcher.drain(limit));
      }
    }
    for (CompletableFuture<Boolean> one : drained) {
      try {
        one.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
        LOG.atWarn().addKeyValue("error", e.toString()).log("subscription not drained");
      }
    }
    for (Route route : routes) {
      if (!route.permits.tryAcquire(
          IN_WORK, Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        LOG.warn("requests still in work at the end of the drain");
      }
    }
  }

  private final class Route {
    final SubjectTemplate template;
    final RequestHandler handler;
    final Semaphore permits = new Semaphore(IN_WORK);
    @Nullable Dispatcher dispatcher;

    Route(SubjectTemplate template, RequestHandler handler) {
      this.template = template;
      this.handler = handler;
    }

    void receive(Message message) throws InterruptedException {
      String replyTo = message.getReplyTo();
      if (replyTo != null && !replies.allows(message.getSubject(), replyTo)) {
        LOG.atWarn()
            .addKeyValue("subject", message.getSubject())
            .log("request with a foreign reply subject dropped");
        return;
      }
      permits.acquire();
      threads.start(
          "request",
          () -> {
            try {
              answer(message);
            } finally {
              permits.release();
            }
          });
    }

    private void answer(Message message) {
      String requestId = requestIds.of(message, ids);
      try (var context = MDC.putCloseable("request_id", requestId)) {
        spans.around(
            template.wildcard(), message, () -> reply(message, handle(message, requestId)));
      }
    }

    private Reply handle(Message message, @Nullable String requestId) {
      try {
        byte[] body = message.getData() == null ? new byte[0] : message.getData();
        return handler.handle(
            new Request(
                message.getSubject(),
                template.parameters(message.getSubject()),
                body,
                requestId,
                message.getReplyTo()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Reply.internalError();
      } catch (Exception | StackOverflowError | AssertionError e) {
        LOG.atError().setCause(e).addKeyValue("subject", message.getSubject()).log("handler error");
        return Reply.internalError();
      }
    }

    private void reply(Message message, Reply reply) {
      if (message.getReplyTo() == null) {
        LOG.atError()
            .addKeyValue("subject", message.getSubject())
            .log("reply failed: no reply subject");
        return;
      }
      try {
        nats.client().publish(message.getReplyTo(), reply.bytes());
      } catch (IllegalArgumentException | IllegalStateException e) {
        // too large for the server, or the connection is gone: the caller must not wait for nothing
        LOG.atError().setCause(e).addKeyValue("subject", message.getSubject()).log("reply failed");
        replyInternalError(message);
      }
    }

    private void replyInternalError(Message message) {
      try {
        nats.client().publish(message.getReplyTo(), Reply.internalError().bytes());
      } catch (IllegalStateException e) {
        LOG.atWarn().addKeyValue("error", e.toString()).log("error reply failed");
      }
    }
  }
}
