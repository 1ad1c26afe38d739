package chat.inboxworker;

import chat.roomkeystore.KeyReplication;
import chat.runtime.EnvReader;
import chat.stores.ValkeyConfig;
import java.time.Duration;

/**
 * Copies of room keys (04 §12.1). With {@code enabled} false nothing else here counts.
 *
 * @param valkey where this site's keys lie
 * @param keyGrace how long a replaced room key is kept; this service never replaces one
 * @param requestTimeout for each question to another site
 * @param maxRedeliver the delivery at which an event is given up
 */
record KeyReplicationConfig(
    boolean enabled,
    ValkeyConfig valkey,
    Duration keyGrace,
    Duration requestTimeout,
    int maxRedeliver) {
  private static final String ENABLED = "ROOM_KEY_REPLICATION_ENABLED";

  static KeyReplicationConfig read(EnvReader env) {
    var config =
        new KeyReplicationConfig(
            KeyReplication.readSwitch(env),
            ValkeyConfig.optional(env),
            env.duration(
                "VALKEY_KEY_GRACE_PERIOD",
                Duration.ofHours(24),
                "how long a replaced room key is kept; equal for all services"),
            env.duration(
                "ROOM_KEY_RPC_TIMEOUT",
                Duration.ofSeconds(5),
                "how long another site may take to tell a room key"),
            env.integer(
                "ROOM_KEY_MAX_REDELIVER",
                10,
                "delivery at which an event whose room key is not to be had is given up"));
    if (config.enabled) {
      config.check(env);
    }
    return config;
  }

  private void check(EnvReader env) {
    env.check(!valkey.addresses().isEmpty(), ENABLED + " is set but VALKEY_ADDRS is empty");
    env.check(keyGrace.isPositive(), "VALKEY_KEY_GRACE_PERIOD must be a positive duration");
    env.check(requestTimeout.isPositive(), "ROOM_KEY_RPC_TIMEOUT must be a positive duration");
    env.check(maxRedeliver > 0, "ROOM_KEY_MAX_REDELIVER must be a positive integer");
  }
}
