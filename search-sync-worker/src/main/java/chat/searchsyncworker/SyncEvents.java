package chat.searchsyncworker;

import chat.model.MalformedJsonException;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamHandler;
import chat.stores.StoreAwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One collection: plans what an event asks for, has it written together with that of other events,
 * and judges each event by its own actions alone (10 §10).
 */
final class SyncEvents implements StreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SyncEvents.class);

  /** Scripts that met another change of their document are tried again this often. */
  private static final int TRIES = 10;

  private final Planner planner;
  private final Batches batches;
  private final SyncMetrics metrics;
  private final Consumer<List<SearchAction>> written;

  /**
   * @param written is told of the actions of an event when all of them are done
   */
  SyncEvents(
      Planner planner, Batches batches, SyncMetrics metrics, Consumer<List<SearchAction>> written) {
    this.planner = planner;
    this.batches = batches;
    this.metrics = metrics;
    this.written = written;
  }

  @Override
  public Outcome handle(Delivery delivery) throws InterruptedException {
    return switch (plan(delivery)) {
      case Plan.Write(List<SearchAction> actions) -> write(actions);
      case Plan.Skip _ -> {
        metrics.event(SyncMetrics.SKIPPED);
        yield Outcome.DONE;
      }
      case Plan.Later(String reason) -> {
        metrics.event(SyncMetrics.RETRIED);
        yield new Outcome.Retry(reason);
      }
      case Plan.Unusable(String reason) -> {
        metrics.event(SyncMetrics.UNUSABLE);
        yield new Outcome.Reject("build action: " + reason);
      }
    };
  }

  private Plan plan(Delivery delivery) {
    try {
      return planner.plan(delivery.body(), delivery.attempt());
    } catch (MalformedJsonException e) {
      return new Plan.Unusable(e.reason());
    }
  }

  private Outcome write(List<SearchAction> actions) throws InterruptedException {
    List<SearchAction> left = actions;
    String refused = "";
    for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
      List<ActionResult> results = batches.write(left);
      List<SearchAction> overtaken = new ArrayList<>();
      for (int at = 0; at < results.size(); at++) {
        switch (results.get(at)) {
          case ActionResult.Applied() -> {}
          case ActionResult.Overtaken() -> overtaken.add(left.get(at));
          case ActionResult.NotNow(String reason) -> throw new StoreAwayException(reason);
          case ActionResult.Failed(String reason) -> {
            return failed(left.get(at), reason);
          }
          case ActionResult.Refused(String reason) -> {
            tell(left.get(at), reason);
            refused = refused.isEmpty() ? reason : refused;
          }
        }
      }
      left = overtaken;
    }
    if (!left.isEmpty()) {
      return failed(left.getFirst(), "overtaken again and again");
    }
    written.accept(actions);
    metrics.event(refused.isEmpty() ? SyncMetrics.WRITTEN : SyncMetrics.REFUSED);
    return refused.isEmpty() ? Outcome.DONE : new Outcome.Reject("bulk action refused: " + refused);
  }

  private Outcome failed(SearchAction action, String reason) {
    tell(action, reason);
    metrics.event(SyncMetrics.RETRIED);
    return new Outcome.Retry("bulk action failed: " + reason);
  }

  private static void tell(SearchAction action, String reason) {
    LOG.atError()
        .addKeyValue("index", action.index())
        .addKeyValue("docID", action.id())
        .addKeyValue("error", reason)
        .log("bulk item failed");
  }
}
