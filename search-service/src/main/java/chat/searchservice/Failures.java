package chat.searchservice;

import chat.runtime.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs why a search failed, and never what was searched for. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static Reply told(Reply.Refusal refusal, String message, String account, String reason) {
    LOG.atError().addKeyValue("account", account).addKeyValue("error", reason).log(message);
    return refusal;
  }
}
