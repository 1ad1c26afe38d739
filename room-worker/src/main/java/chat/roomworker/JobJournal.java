package chat.roomworker;

import chat.runtime.Delivery;
import java.util.Optional;

/**
 * What jobs worked out before their first write (13 A4), so that a redelivery does and tells
 * exactly the same. A copy of a job at another place of the stream is another job.
 */
interface JobJournal {
  /** What an earlier delivery wrote down. */
  <P extends Record> Optional<P> find(Delivery job, Class<P> plan);

  /**
   * Writes it down, unless another delivery did.
   *
   * @return what stands now
   */
  <P extends Record> P keep(Delivery job, P plan);

  /** The job is settled: nobody will ask for its plan again. */
  void forget(Delivery job);
}
