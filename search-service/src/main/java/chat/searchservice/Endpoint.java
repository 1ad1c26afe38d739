package chat.searchservice;

import chat.model.MalformedJsonException;
import chat.model.SearchArea;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.function.Supplier;

/** An operation with its deadline, counted and timed (11 §9). */
final class Endpoint implements RequestHandler {
  private final SearchArea area;
  private final SearchOperation operation;
  private final SearchMetrics metrics;
  private final Supplier<Deadline> deadlines;

  Endpoint(
      SearchArea area,
      SearchOperation operation,
      SearchMetrics metrics,
      Supplier<Deadline> deadlines) {
    this.area = area;
    this.operation = operation;
    this.metrics = metrics;
    this.deadlines = deadlines;
  }

  @Override
  public Reply handle(Request request) {
    long start = System.nanoTime();
    try {
      Reply reply = operation.search(request.account(), request.body(), deadlines.get());
      metrics.answered(area, reply, System.nanoTime() - start);
      return reply;
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED; // not counted
    } catch (RuntimeException e) {
      metrics.answered(area, Reply.internalError(), System.nanoTime() - start);
      throw e;
    }
  }
}
