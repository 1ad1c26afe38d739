package chat.broadcastworker;

import chat.runtime.ConsumerConfig;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.SiteConfig;
import chat.runtime.StreamSetup;
import chat.stores.MongoConfig;
import chat.stores.RoomMetaCacheConfig;
import chat.stores.ValkeyConfig;
import java.time.Duration;
import java.util.Map;

/**
 * The environment of broadcast-worker (05 §13).
 *
 * @param maxWorkers messages in work at one time
 * @param userCacheSize users whose names are remembered; not positive = none
 * @param userCacheLifetime for how long; not positive = not at all
 * @param encryption whether channel events are sealed; only then is Valkey used
 * @param keyGrace how long a replaced room key is kept; this service never replaces one
 */
record Config(
    String siteId,
    NatsConfig nats,
    MongoConfig mongo,
    int maxWorkers,
    int userCacheSize,
    Duration userCacheLifetime,
    RoomMetaCacheConfig roomMetaCache,
    boolean encryption,
    ValkeyConfig valkey,
    Duration keyGrace,
    ConsumerConfig consumer,
    boolean bootstrapStreams,
    ProcessConfig process) {

  static Config from(Map<String, String> variables) {
    var env = new EnvReader(variables);
    Config config = read(env);
    env.done();
    return config;
  }

  static Config read(EnvReader env) {
    var config =
        new Config(
            SiteConfig.withDefault(env, "default"),
            NatsConfig.withDefaultUrl(env),
            MongoConfig.localByDefault(env),
            ConsumerConfig.readMaxWorkers(env),
            env.integer(
                "USER_CACHE_SIZE", 10_000, "users whose names are remembered; 0 or less = none"),
            env.duration(
                "USER_CACHE_TTL",
                Duration.ofMinutes(5),
                "how long; names may be stale by this; 0 or less = not at all"),
            RoomMetaCacheConfig.read(env),
            env.flag("ENCRYPTION_ENABLED", false, "seal the live events of channels"),
            ValkeyConfig.optional(env),
            env.duration(
                "VALKEY_KEY_GRACE_PERIOD",
                Duration.ofHours(24),
                "how long a replaced room key is kept; equal for all services"),
            ConsumerConfig.read(env),
            StreamSetup.readFlag(env),
            ProcessConfig.read(env));
    env.check(
        !config.encryption || !config.valkey.addresses().isEmpty(),
        "encryption enabled but VALKEY_ADDRS is empty");
    env.check(
        !config.encryption || config.keyGrace.isPositive(),
        "VALKEY_KEY_GRACE_PERIOD must be a positive duration");
    return config;
  }

  boolean remembersUsers() {
    return userCacheSize > 0 && userCacheLifetime.isPositive();
  }
}
