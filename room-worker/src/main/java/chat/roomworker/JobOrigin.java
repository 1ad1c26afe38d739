package chat.roomworker;

import chat.model.DedupIds;
import chat.model.Ids;
import chat.model.SystemMessageSuffix;
import java.time.Instant;

/**
 * What all events of one job have in common.
 *
 * @param requestId empty = the request had none
 * @param seed stands in for a missing request id (03 §3.3)
 * @param emittedAt the time on the events, the same on every delivery
 */
record JobOrigin(String requestId, String seed, Instant emittedAt) {
  String messageId(SystemMessageSuffix suffix) {
    return Ids.systemMessageId(requestId.isEmpty() ? seed : requestId, suffix);
  }

  String dedupId(String destSiteId) {
    return DedupIds.federated(requestId, seed, destSiteId);
  }

  long timestamp() {
    return emittedAt.toEpochMilli();
  }
}
