package chat.gatekeeper;

import chat.gatekeeper.SendOutcome.Refused;
import chat.model.ErrorReply;
import chat.model.Ids;
import chat.model.Json;
import chat.model.Message;
import chat.model.Subjects;
import chat.runtime.CorePublisher;
import chat.runtime.ServerAwayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells clients what became of what they sent (07 §9). Best effort: they have a timeout. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final CorePublisher core;

  /**
   * Whom to answer.
   *
   * @param replyId the body's {@code requestId}; nothing is sent unless it looks like a UUID
   * @param requestId the message's {@code X-Request-ID}
   */
  record Address(String account, String replyId, @Nullable String requestId) {}

  Answers(CorePublisher core) {
    this.core = core;
  }

  void accepted(Address to, Message message) {
    send(to, message);
  }

  void refused(Address to, Refused refusal) {
    send(to, ErrorReply.of(refusal.text(), refusal.code()));
  }

  private void send(Address to, Record body) {
    if (!Ids.isRequestId(to.replyId())) {
      return; // it would become part of a subject
    }
    String subject = Subjects.response(to.account(), to.replyId());
    try {
      core.publish(subject, to.requestId(), Json.write(body));
    } catch (ServerAwayException | IllegalArgumentException e) {
      LOG.atWarn()
          .addKeyValue("subject", subject)
          .addKeyValue("error", e.toString())
          .log("reply to client failed");
    }
  }
}
