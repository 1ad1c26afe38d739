package chat.inboxworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * One event from another site, out of its envelope (04 §3).
 *
 * @param originSiteId who sent it, as the envelope says
 * @param payload JSON of the inner event
 * @param requestId of the operation that it tells of; null when unknown
 * @param attempt 1 for the first delivery
 */
record InboxEvent(String originSiteId, byte[] payload, @Nullable String requestId, long attempt) {
  <T extends Record> T read(Class<T> type) throws MalformedJsonException {
    return Json.read(payload, type);
  }
}
