package chat.roomservice;

import chat.model.Json;
import chat.model.RoomJob;
import chat.model.StatusReply;
import chat.model.Subjects;
import chat.runtime.Reply;
import chat.runtime.StreamPublisher;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Passes a checked change on to room-worker (02 §4.3, §4.4). */
final class AcceptJob {
  private final StreamPublisher jobs;
  private final Clock clock;
  private final String siteId;

  AcceptJob(StreamPublisher jobs, Clock clock, String siteId) {
    this.jobs = jobs;
    this.clock = clock;
    this.siteId = siteId;
  }

  /** The time of acceptance, ms. */
  long now() {
    return clock.millis();
  }

  /** Answers when the job is stored. */
  Reply accept(RoomJob job, @Nullable String requestId, Record body) {
    jobs.publish(Subjects.roomJob(siteId, job), requestId, null, Json.write(body));
    return Reply.success(StatusReply.ACCEPTED);
  }
}
