package chat.localfleet.bench;

import java.util.function.Consumer;

/** Searches the highest rate that is held: nothing lost or left, p99 until opened below a limit. */
final class HighestRate {
  private static final double LIMIT_MILLIS = 250;
  private static final double GROWTH = 1.5;
  private static final double PRECISE_ENOUGH = 1.06;

  /** One load at a rate. */
  @FunctionalInterface
  interface Load {
    LoadReport at(double rate) throws Exception;
  }

  private final Load load;
  private final Consumer<LoadReport> progress;

  HighestRate(Load load, Consumer<LoadReport> progress) {
    this.load = load;
    this.progress = progress;
  }

  /** 0 when not even the first rate is held. */
  double from(double first) throws Exception {
    double held = 0;
    double rate = first;
    while (holds(rate)) {
      held = rate;
      rate = rate * GROWTH;
    }
    double tooHigh = rate;
    while (held > 0 && tooHigh / held > PRECISE_ENOUGH) {
      double between = Math.sqrt(held * tooHigh);
      if (holds(between)) {
        held = between;
      } else {
        tooHigh = between;
      }
    }
    return held;
  }

  private boolean holds(double rate) throws Exception {
    LoadReport report = load.at(rate);
    progress.accept(report);
    return report.clean() && report.delivered().p99() < LIMIT_MILLIS;
  }
}
