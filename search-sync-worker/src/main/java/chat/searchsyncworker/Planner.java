package chat.searchsyncworker;

import chat.model.MalformedJsonException;

/** Turns events of one stream into changes of one index. */
@FunctionalInterface
interface Planner {
  /**
   * @param attempt 1 for the first delivery
   * @throws MalformedJsonException when the body, or what it holds, cannot be read
   */
  Plan plan(byte[] body, long attempt) throws MalformedJsonException;
}
