package chat.historyservice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Reads several windows at one time. A room in which nobody has said anything for months is walked
 * through in a few round trips that way instead of a hundred.
 */
class ReadAhead {
  private final MessageStore messages;
  private final Executor threads;

  /**
   * @param threads for all reads but the first
   */
  ReadAhead(MessageStore messages, Executor threads) {
    this.messages = messages;
    this.threads = threads;
  }

  /**
   * What the first window holds, and if that is nothing, the empty ones right behind it. The others
   * are only asked whether they have anything: reading them in full would mostly be for nothing.
   *
   * @param reads at least one, in the order in which they count
   * @return as many slices as there are windows up to the first one behind that has something
   * @throws RuntimeException the store's failure
   */
  List<Slice> untilFound(List<BucketRead> reads) throws InterruptedException {
    List<FutureTask<Slice>> behind = new ArrayList<>();
    for (BucketRead read : reads.subList(1, reads.size())) {
      var task = new FutureTask<>(() -> messages.read(read.ofSize(1)));
      behind.add(task);
      threads.execute(task);
    }
    try {
      List<Slice> slices = new ArrayList<>();
      slices.add(messages.read(reads.getFirst()));
      for (int i = 0; i < behind.size() && slices.getLast().isEmpty(); i++) {
        Slice slice = result(behind.get(i));
        if (!slice.isEmpty()) {
          break;
        }
        slices.add(slice);
      }
      return slices;
    } finally {
      behind.forEach(task -> task.cancel(true));
    }
  }

  private static Slice result(FutureTask<Slice> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("reading a window", e.getCause());
    }
  }
}
