package chat.roomworker;

import chat.runtime.AwayFaults;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Tells the requester how a job ended (03 §3.7): at its very end, once. A failure that will be
 * tried again is told on the last delivery alone, since clients take the first result they get
 * (oddity 8).
 */
final class JobReport {
  private static final String FAILED = "operation failed";

  private final JobEvents events;
  private final AwayFaults faults;
  private final int maxDeliver;

  /** Whom to tell about what. */
  record Address(String operation, String requester, String requestId, String roomId) {}

  JobReport(JobEvents events, AwayFaults faults, int maxDeliver) {
    this.events = events;
    this.faults = faults;
    this.maxDeliver = maxDeliver;
  }

  /**
   * @param job answers why it can never succeed, or nothing when it did
   * @throws RuntimeException what the job threw, for the stream worker to wait or to retry
   */
  Outcome around(Address to, Delivery delivery, Callable<Optional<Refused>> job) {
    try {
      Optional<Refused> refused = job.call();
      if (refused.isPresent()) {
        String text = refused.get().text();
        events.failed(to.operation(), to.requester(), to.requestId(), to.roomId(), text);
        return new Outcome.Reject(text);
      }
      events.succeeded(to.operation(), to.requester(), to.requestId(), to.roomId());
      return Outcome.DONE;
    } catch (RuntimeException fault) {
      if (!faults.away(fault) && delivery.attempt() >= maxDeliver) {
        events.failed(to.operation(), to.requester(), to.requestId(), to.roomId(), FAILED);
      }
      throw fault;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
