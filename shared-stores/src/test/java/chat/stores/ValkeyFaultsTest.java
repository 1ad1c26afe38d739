package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValkeyFaultsTest {

  @Test
  void noAnswer_isAway() {
    assertThat(ValkeyFaults.away(new RedisConnectionException("refused"))).isTrue();
    assertThat(ValkeyFaults.away(new RedisCommandTimeoutException("2 s"))).isTrue();
    assertThat(ValkeyFaults.away(new RedisException(new IOException("reset")))).isTrue();
    assertThat(
            ValkeyFaults.away(
                new IllegalStateException("step 3", new RedisConnectionException("refused"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLUSTERDOWN Hash slot not served",
        "LOADING Valkey is loading the dataset in memory",
        "READONLY You can't write against a read only replica.",
        "MISCONF Errors writing to the AOF file",
        "OOM command not allowed when used memory > 'maxmemory'.",
        "TRYAGAIN Multiple keys request during rehashing of slot",
        "MASTERDOWN Link with MASTER is down",
        "BUSY Valkey is busy running a script",
        "NOAUTH Authentication required.",
        "WRONGPASS invalid username-password pair or user is disabled.",
        "NOPERM User default has no permissions to run the 'evalsha' command"
      })
  void answerThatItCannotServeNow_isAway(String answer) {
    assertThat(ValkeyFaults.away(new RedisCommandExecutionException(answer))).isTrue();
    assertThat(ValkeyFaults.away(new RedisLoadingException("LOADING"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "CROSSSLOT Keys in request don't hash to the same slot",
        "ERR no current key",
        "no current key"
      })
  void answerThatTheCommandIsWrong_isNotAway(String answer) {
    assertThat(ValkeyFaults.away(new RedisCommandExecutionException(answer))).isFalse();
  }

  @Test
  void faultsOfOthers_areNotAway() {
    assertThat(ValkeyFaults.away(new IllegalStateException("other"))).isFalse();
    assertThat(ValkeyFaults.away(new RedisCommandExecutionException((String) null))).isFalse();
  }
}
