package chat.roomworker;

import chat.model.RoomJob;
import chat.model.SubjectParser;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamHandler;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the handler of a job by its subject (03 §1.5). */
final class RoomJobs implements StreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RoomJobs.class);

  private final Map<RoomJob, RoomJobHandler> handlers;

  RoomJobs(Map<RoomJob, RoomJobHandler> handlers) {
    this.handlers = Map.copyOf(handlers);
  }

  @Override
  public Outcome handle(Delivery delivery) throws Exception {
    Optional<RoomJob> job = SubjectParser.roomJob(delivery.subject()).flatMap(RoomJobs::bySuffix);
    if (job.isEmpty()) {
      LOG.atWarn().addKeyValue("subject", delivery.subject()).log("unknown member operation");
      return Outcome.DONE;
    }
    RoomJobHandler handler = handlers.get(job.get());
    return handler == null
        ? new Outcome.Leave("no handler for " + job.get().text())
        : handler.handle(delivery);
  }

  /** The end of the subject decides, whatever stands before it. */
  private static Optional<RoomJob> bySuffix(String operation) {
    for (RoomJob job : RoomJob.values()) {
      if (operation.equals(job.text()) || operation.endsWith("." + job.text())) {
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }
}
