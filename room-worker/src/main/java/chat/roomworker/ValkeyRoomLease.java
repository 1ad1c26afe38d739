package chat.roomworker;

import chat.stores.ValkeyConnection;
import chat.stores.ValkeyScript;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lease in Valkey: {@code room:{<room>}:lease}, its holder's mark, for half a minute. */
final class ValkeyRoomLease implements RoomLease {
  private static final Logger LOG = LoggerFactory.getLogger(ValkeyRoomLease.class);
  private static final ValkeyScript<Long> RELEASE =
      ValkeyScript.number(ValkeyRoomLease.class, "release.lua");
  private static final Duration HELD = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final ValkeyConnection valkey;

  ValkeyRoomLease(ValkeyConnection valkey) {
    this.valkey = valkey;
  }

  @Override
  public <T> T holding(String roomId, Callable<T> work) throws Exception {
    String key = "room:{" + roomId + "}:lease";
    String mark = UUID.randomUUID().toString();
    boolean held = await(key, mark);
    try {
      return work.call();
    } finally {
      if (held) {
        release(key, mark);
      }
    }
  }

  private boolean await(String key, String mark) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!take(key, mark)) {
      if (System.nanoTime() > end) {
        LOG.atWarn().addKeyValue("lease", key).log("room is held elsewhere, going on");
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private boolean take(String key, String mark) {
    var onlyIfFree = SetArgs.Builder.nx().px(HELD.toMillis());
    return "OK".equals(valkey.await(valkey.commands().set(key, mark, onlyIfFree)));
  }

  private void release(String key, String mark) {
    try {
      RELEASE.run(valkey, List.of(key), mark);
    } catch (RedisException e) { // it ends by itself
      LOG.atWarn().addKeyValue("error", e.toString()).log("lease not released");
    }
  }
}
