package chat.searchsyncworker;

import chat.searchsyncworker.SearchEngine.BulkAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends actions so that one which the engine does not take hinders no other: a request that is
 * refused as a whole is halved until the culprit stands alone (10 §9, ODDITY-21).
 */
final class BulkRequests {
  private final SearchEngine engine;

  BulkRequests(SearchEngine engine) {
    this.engine = engine;
  }

  /** One result for each action, in their order. */
  List<ActionResult> send(List<SearchAction> actions) {
    return switch (engine.bulk(actions)) {
      case BulkAnswer.Results(List<ActionResult> results) -> results;
      case BulkAnswer.Refused(String reason) when actions.size() == 1 -> {
        // something in between that refuses everything is no reason to give an event up
        engine.ping();
        yield List.of(new ActionResult.Refused(reason));
      }
      case BulkAnswer.Refused _ -> {
        int middle = actions.size() / 2;
        List<ActionResult> results = new ArrayList<>(send(actions.subList(0, middle)));
        results.addAll(send(actions.subList(middle, actions.size())));
        yield results;
      }
    };
  }
}
