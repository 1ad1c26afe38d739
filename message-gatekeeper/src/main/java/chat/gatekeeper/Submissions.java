package chat.gatekeeper;

import chat.gatekeeper.SendOutcome.Accepted;
import chat.gatekeeper.SendOutcome.Refused;
import chat.gatekeeper.SendOutcome.Unanswered;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.SendRequest;
import chat.model.SubjectParser;
import chat.model.SubjectParser.AccountRoomSite;
import chat.model.Subjects;
import chat.runtime.AwayFaults;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamHandler;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes submissions from the stream: reads subject and body, answers the client, decides what
 * becomes of the delivery (07 §4 steps 1–3, 15, 16; §10).
 */
final class Submissions implements StreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

  private final SendMessage send;
  private final Answers answers;
  private final AwayFaults faults;
  private final String siteId;
  private final int maxDeliver;

  /**
   * @param faults what is waited for instead of spending a delivery
   * @param maxDeliver deliveries of a submission; not positive = unlimited
   */
  Submissions(SendMessage send, Answers answers, AwayFaults faults, String siteId, int maxDeliver) {
    this.send = send;
    this.answers = answers;
    this.faults = faults;
    this.siteId = siteId;
    this.maxDeliver = maxDeliver;
  }

  @Override
  public Outcome handle(Delivery delivery) throws InterruptedException {
    Optional<AccountRoomSite> subject = SubjectParser.accountRoomSite(delivery.subject()); // 1
    if (subject.filter(s -> isSend(s, delivery.subject())).isEmpty()) {
      LOG.atWarn().addKeyValue("subject", delivery.subject()).log("invalid subject");
      return Outcome.DONE;
    }
    AccountRoomSite to = subject.get();
    if (!to.siteId().equals(siteId)) { // 2
      return refuse(undecoded(to, delivery), to, Refusals.otherSite(to.siteId(), siteId));
    }
    SendRequest request;
    try {
      request = Json.read(delivery.body(), SendRequest.class); // 3
    } catch (MalformedJsonException e) {
      return refuse(undecoded(to, delivery), to, Refusals.MALFORMED);
    }
    var client = new Answers.Address(to.account(), request.requestId(), delivery.requestId());
    var submission =
        new Submission(to.account(), to.roomId(), to.siteId(), request, delivery.requestId());
    return settle(delivery, client, submission);
  }

  /** The stream captures everything below {@code msg.}; only one subject of these sends. */
  private static boolean isSend(AccountRoomSite to, String subject) {
    return subject.equals(Subjects.send(to.account(), to.roomId(), to.siteId()));
  }

  private static Answers.Address undecoded(AccountRoomSite to, Delivery delivery) {
    return new Answers.Address(
        to.account(), ReplyAddress.of(delivery.body()).orElse(""), delivery.requestId());
  }

  private Outcome settle(Delivery delivery, Answers.Address client, Submission in)
      throws InterruptedException {
    var to = new AccountRoomSite(in.account(), in.roomId(), in.siteId());
    try {
      return switch (send.handle(in)) {
        case Accepted(var message) -> {
          answers.accepted(client, message); // 15
          yield Outcome.DONE; // 16
        }
        case Refused refusal -> refuse(client, to, refusal);
        case Unanswered(Refused lastWord) ->
            isLast(delivery)
                ? giveUp(client, to, lastWord, lastWord.text())
                : new Outcome.Retry(lastWord.text());
      };
    } catch (RuntimeException fault) {
      if (faults.away(fault) || !isLast(delivery)) {
        throw fault;
      }
      LOG.atError().setCause(fault).log("process message failed for good");
      return giveUp(client, to, Refusals.INTERNAL, fault.toString());
    }
  }

  private boolean isLast(Delivery delivery) {
    return maxDeliver > 0 && delivery.attempt() >= maxDeliver;
  }

  private Outcome refuse(Answers.Address client, AccountRoomSite to, Refused refusal) {
    failed(to, refusal.text());
    answers.refused(client, refusal);
    return Outcome.DONE;
  }

  private Outcome giveUp(
      Answers.Address client, AccountRoomSite to, Refused lastWord, String reason) {
    failed(to, reason);
    answers.refused(client, lastWord);
    return new Outcome.Reject(reason);
  }

  private static void failed(AccountRoomSite to, String reason) {
    LOG.atError()
        .addKeyValue("error", reason)
        .addKeyValue("account", to.account())
        .addKeyValue("roomID", to.roomId())
        .log("process message failed");
  }
}
