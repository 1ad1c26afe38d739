package chat.roomworker;

import chat.model.JobResult;
import chat.model.JobStatus;
import chat.model.Json;
import chat.model.Subjects;
import chat.runtime.AwayFaults;
import chat.runtime.CorePublisher;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the requester how a job ended (03 §3.7): at its very end, once. A failure that will be
 * tried again is told on the last delivery alone, since clients take the first result they get
 * (oddity 8).
 */
final class JobReport {
  private static final Logger LOG = LoggerFactory.getLogger(JobReport.class);
  private static final String FAILED = "operation failed";

  private final CorePublisher core;
  private final Clock clock;
  private final AwayFaults faults;
  private final int maxDeliver;

  /**
   * Whom to tell about what.
   *
   * @param operation one of {@link chat.model.JobOperation}
   * @param requester account; empty = nobody to tell
   * @param requestId empty = nobody to tell
   */
  record Address(String operation, String requester, String requestId, String roomId) {}

  JobReport(CorePublisher core, Clock clock, AwayFaults faults, int maxDeliver) {
    this.core = core;
    this.clock = clock;
    this.faults = faults;
    this.maxDeliver = maxDeliver;
  }

  /**
   * @param job answers why it can never succeed, or nothing when it did
   * @throws Exception what the job threw, for the stream worker to wait or to retry
   */
  Outcome around(Address to, Delivery delivery, Callable<Optional<Refused>> job) throws Exception {
    try {
      Optional<Refused> refused = job.call();
      if (refused.isPresent()) {
        failed(to, refused.get().text());
        return new Outcome.Reject(refused.get().text());
      }
      tell(to, JobStatus.OK, "");
      return Outcome.DONE;
    } catch (RuntimeException fault) {
      if (!faults.away(fault) && maxDeliver > 0 && delivery.attempt() >= maxDeliver) {
        failed(to, FAILED);
      }
      throw fault;
    }
  }

  private void failed(Address to, String error) {
    LOG.atError()
        .addKeyValue("operation", to.operation())
        .addKeyValue("requestID", to.requestId())
        .addKeyValue("roomID", to.roomId())
        .addKeyValue("error", error)
        .log("async room job failed");
    tell(to, JobStatus.ERROR, error);
  }

  private void tell(Address to, String status, String error) {
    if (to.requester().isEmpty() || to.requestId().isEmpty()) {
      return;
    }
    var result =
        new JobResult(to.requestId(), to.operation(), status, to.roomId(), error, clock.millis());
    JobEvents.bestEffort(
        "publish async job result failed",
        () ->
            core.publish(
                Subjects.response(to.requester(), to.requestId()),
                to.requestId(),
                Json.write(result)));
  }
}
