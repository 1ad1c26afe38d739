package chat.roomworker;

import chat.runtime.Delivery;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A journal in memory; it outlives the service under test, as a collection does. */
final class InMemoryJobJournal implements JobJournal {
  private record Entry(String subject, byte[] body, Record plan) {
    boolean isOf(Delivery job) {
      return subject.equals(job.subject()) && Arrays.equals(body, job.body());
    }
  }

  private final Map<Long, Entry> entries = new HashMap<>();

  @Override
  public <P extends Record> Optional<P> find(Delivery job, Class<P> plan) {
    return Optional.ofNullable(entries.get(job.sequence()))
        .filter(entry -> entry.isOf(job))
        .map(entry -> plan.cast(entry.plan()));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <P extends Record> P keep(Delivery job, P plan) {
    Optional<P> standing = find(job, (Class<P>) plan.getClass());
    if (standing.isPresent()) {
      return standing.get();
    }
    entries.put(job.sequence(), new Entry(job.subject(), job.body(), plan));
    return plan;
  }

  @Override
  public void forget(Delivery job) {
    entries.remove(job.sequence());
  }

  int size() {
    return entries.size();
  }
}
