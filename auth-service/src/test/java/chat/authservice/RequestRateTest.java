package chat.authservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestRateTest {
  private final AtomicLong nanos = new AtomicLong();

  private final TimeMeter time =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  private static InetAddress address(int last) throws Exception {
    return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
  }

  private static long admitted(RequestRate rate, InetAddress from, int tries) {
    return IntStream.range(0, tries).filter(_ -> rate.admits(from)).count();
  }

  @Test
  void address_isSlowedDownForItselfOnly() throws Exception {
    var rate = new RequestRate(5, time);

    assertThat(admitted(rate, address(1), 100)).isEqualTo(20);
    assertThat(admitted(rate, address(2), 3)).isEqualTo(3);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(admitted(rate, address(1), 100)).isEqualTo(5);
  }

  @Test
  void zero_isNoLimit() throws Exception {
    assertThat(admitted(new RequestRate(0, time), address(1), 1_000)).isEqualTo(1_000);
  }
}
