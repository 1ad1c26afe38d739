package chat.searchservice;

import chat.model.MalformedJsonException;
import chat.runtime.Reply;

/** One of the four searches. */
@FunctionalInterface
interface SearchOperation {
  /**
   * @param account of the requester: what they may find
   * @throws MalformedJsonException when the body is no request
   */
  Reply search(String account, byte[] body, Deadline deadline) throws MalformedJsonException;
}
