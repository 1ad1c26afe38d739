package chat.inboxworker;

import chat.model.MalformedJsonException;
import chat.runtime.Outcome;

/** Works on events of one type (04 §4). */
@FunctionalInterface
interface InboxEventHandler {
  /**
   * @throws MalformedJsonException when the payload is not what the type says
   */
  Outcome handle(InboxEvent event) throws MalformedJsonException, InterruptedException;
}
