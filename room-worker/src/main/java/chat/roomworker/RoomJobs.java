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

/** Finds the handler of a job by its subject (03 §1.5) and lets it work on the room alone. */
final class RoomJobs implements StreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RoomJobs.class);

  private final Map<RoomJob, RoomJobHandler> handlers;
  private final RoomLease lease;
  private final JobJournal journal;

  RoomJobs(Map<RoomJob, RoomJobHandler> handlers, RoomLease lease, JobJournal journal) {
    this.handlers = Map.copyOf(handlers);
    this.lease = lease;
    this.journal = journal;
  }

  @Override
  public Outcome handle(Delivery delivery) throws Exception {
    Optional<RoomJob> job = SubjectParser.roomJob(delivery.subject()).flatMap(RoomJobs::bySuffix);
    if (job.isEmpty()) {
      LOG.atWarn().addKeyValue("subject", delivery.subject()).log("unknown member operation");
      return Outcome.DONE;
    }
    RoomJobHandler handler = handlers.get(job.get());
    if (handler == null) {
      return new Outcome.Leave("no handler for " + job.get().text());
    }
    String roomId = RoomOfJob.of(delivery.body());
    return roomId == null
        ? handler.handle(delivery)
        : lease.holding(roomId, () -> handler.handle(delivery));
  }

  @Override
  public void settled(Delivery delivery) {
    journal.forget(delivery);
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
