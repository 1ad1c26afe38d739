package chat.inboxworker;

import chat.model.Json;
import chat.model.MalformedJsonException;

/**
 * One event from another site, out of its envelope (04 §3).
 *
 * @param payload JSON of the inner event
 * @param attempt 1 for the first delivery
 */
record InboxEvent(byte[] payload, long attempt) {
  <T extends Record> T read(Class<T> type) throws MalformedJsonException {
    return Json.read(payload, type);
  }
}
