package chat.localfleet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HighestRateTest {
  private final List<Double> tried = new ArrayList<>();

  private static LoadReport report(double rate, double p99, long errors) {
    var none = new Latency.Summary(0, 0, 0, 0, 0);
    var delivered = new Latency.Summary(100, 1, p99, p99, p99);
    return new LoadReport(
        rate, 100, none, none, none, delivered, errors, 0, 0, 0, Map.of(), Map.of(), 0, List.of(),
        0);
  }

  private double search(double capacity) throws Exception {
    return new HighestRate(
            rate -> report(rate, rate <= capacity ? 20 : 900, 0), r -> tried.add(r.rate()))
        .from(100);
  }

  @Test
  void rateWithinSixPercentOfTheCapacity_isFound() throws Exception {
    double held = search(437);
    assertThat(held).isBetween(437 / 1.06, 437.0);
    assertThat(tried).startsWith(100.0, 150.0, 225.0, 337.5).hasSizeLessThan(15);
  }

  @Test
  void fleetThatDoesNotHoldTheFirstRate_holdsNone() throws Exception {
    assertThat(search(50)).isZero();
  }

  @Test
  void lostMessages_countAsNotHeld() throws Exception {
    double held = new HighestRate(rate -> report(rate, 5, rate > 200 ? 1 : 0), r -> {}).from(100);
    assertThat(held).isBetween(200 / 1.06, 200.0);
  }
}
