package chat.localfleet;

import java.io.PrintStream;

/** Tells a person what has been started, a line a thing. */
final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  /** A thing that is ready. */
  synchronized void line(String site, String thing, String address) {
    out.printf("%5.1fs  %-8s %-22s %s%n", seconds(), site, thing, address);
  }

  /** A sentence. */
  synchronized void note(String text) {
    out.printf("%5.1fs  %s%n", seconds(), text);
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
