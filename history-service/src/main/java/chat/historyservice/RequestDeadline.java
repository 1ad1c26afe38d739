package chat.historyservice;

import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in time whatever the stores do: callers have given up long before a walk through empty
 * windows or a store that hangs comes to an end. Logs each request (09 §1.7).
 */
final class RequestDeadline implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDeadline.class);

  private final RequestHandler handler;
  private final Duration limit;
  private final Executor threads;
  private final boolean interrupting;

  private RequestDeadline(
      RequestHandler handler, Duration limit, Executor threads, boolean interrupting) {
    this.handler = handler;
    this.limit = limit;
    this.threads = threads;
    this.interrupting = interrupting;
  }

  /**
   * @param threads starts a thread for each request, which is interrupted when its time is over
   */
  static RequestDeadline interrupting(RequestHandler handler, Duration limit, Executor threads) {
    return new RequestDeadline(handler, limit, threads, true);
  }

  /**
   * @param threads starts a thread for each request, which goes on when its time is over: the
   *     caller is told, but what has begun is completed
   */
  static RequestDeadline completing(RequestHandler handler, Duration limit, Executor threads) {
    return new RequestDeadline(handler, limit, threads, false);
  }

  @Override
  public Reply handle(Request request) throws Exception {
    long start = System.nanoTime();
    Reply reply = inTime(request);
    LOG.atInfo()
        .addKeyValue("subject", request.subject())
        .addKeyValue("duration", System.nanoTime() - start)
        .log("nats request");
    return reply;
  }

  private Reply inTime(Request request) throws Exception {
    var task = new FutureTask<>(() -> handler.handle(request));
    threads.execute(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.atWarn().addKeyValue("subject", request.subject()).log("request took too long");
      return Refusals.TOO_SLOW;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    } finally {
      task.cancel(interrupting);
    }
  }
}
