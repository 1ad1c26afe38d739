package chat.roomworker;

import chat.roomkeysender.RoomKeySender;
import chat.roomkeystore.KeyReplication;
import chat.runtime.ConsumerConfig;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.SiteConfig;
import chat.runtime.StreamSetup;
import chat.stores.MongoConfig;
import chat.stores.ValkeyConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The environment of room-worker (03 §1.1).
 *
 * @param keyGrace how long a replaced room key is kept
 * @param maxWorkers jobs in work at one time
 * @param keyFanoutWorkers key events of one fan-out in flight at one time; 32 when not positive
 * @param rotateOnJoin when somebody who joins makes for a new key
 * @param keyReplication whether other sites get copies of room keys
 */
record Config(
    String siteId,
    NatsConfig nats,
    MongoConfig mongo,
    ValkeyConfig valkey,
    Duration keyGrace,
    ConsumerConfig consumer,
    int maxWorkers,
    int keyFanoutWorkers,
    RotateOnJoin rotateOnJoin,
    boolean keyReplication,
    boolean bootstrapStreams,
    ProcessConfig process) {

  static Config from(Map<String, String> variables) {
    var env = new EnvReader(variables);
    Config config = read(env);
    env.done();
    return config;
  }

  private static RotateOnJoin rotateOnJoin(EnvReader env) {
    String name = "ROOM_KEY_ROTATE_ON_JOIN";
    String value =
        env.text(
            name,
            "never",
            "new room key when somebody joins: `never`, `restricted` (history not shared, or"
                + " somebody comes back), `always`");
    for (RotateOnJoin policy : RotateOnJoin.values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(value)) {
        return policy;
      }
    }
    env.check(false, name + " is none of never, restricted, always");
    return RotateOnJoin.NEVER;
  }

  static Config read(EnvReader env) {
    var config =
        new Config(
            SiteConfig.withDefault(env, "site-local"),
            NatsConfig.withDefaultUrl(env),
            MongoConfig.localByDefault(env),
            ValkeyConfig.required(env),
            env.duration(
                "VALKEY_KEY_GRACE_PERIOD",
                Duration.ofHours(24),
                "how long a replaced room key is kept; equal for all services"),
            ConsumerConfig.read(env),
            ConsumerConfig.readMaxWorkers(env),
            env.integer(
                "KEY_FANOUT_WORKERS",
                RoomKeySender.DEFAULT_WORKERS,
                "key events of one fan-out in flight at one time"),
            rotateOnJoin(env),
            KeyReplication.readSwitch(env),
            StreamSetup.readFlag(env),
            ProcessConfig.read(env));
    env.check(config.keyGrace.isPositive(), "VALKEY_KEY_GRACE_PERIOD must be a positive duration");
    return config;
  }
}
