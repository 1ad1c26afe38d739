package chat.notificationworker;

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
 * The environment of notification-worker (08 §7).
 *
 * @param maxWorkers messages in work at one time
 * @param memberCacheSize members remembered at the most, in all rooms together
 * @param memberCacheLifetime of a remembered room, from its load
 * @param sealing whether what was said in channels travels sealed; only then is Valkey used
 * @param keyGrace how long a replaced room key is kept; this service never replaces one
 */
record Config(
    String siteId,
    NatsConfig nats,
    MongoConfig mongo,
    int maxWorkers,
    int memberCacheSize,
    Duration memberCacheLifetime,
    boolean sealing,
    RoomMetaCacheConfig roomMetaCache,
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
                "NOTIFICATION_MEMBER_CACHE_SIZE",
                100_000,
                "members that are remembered, in all rooms together"),
            env.duration(
                "NOTIFICATION_MEMBER_CACHE_TTL",
                Duration.ofSeconds(30),
                "how long; who switches notifications off may get them for this long"),
            env.flag(
                "NOTIFICATION_ENCRYPTION_ENABLED",
                false,
                "seal what was said in channels; clients must know encryptedMessage"),
            RoomMetaCacheConfig.read(env),
            ValkeyConfig.optional(env),
            env.duration(
                "VALKEY_KEY_GRACE_PERIOD",
                Duration.ofHours(24),
                "how long a replaced room key is kept; equal for all services"),
            ConsumerConfig.read(env),
            StreamSetup.readFlag(env),
            ProcessConfig.read(env));
    env.check(config.memberCacheSize > 0, "NOTIFICATION_MEMBER_CACHE_SIZE must be greater than 0");
    env.check(
        config.memberCacheLifetime.isPositive(),
        "NOTIFICATION_MEMBER_CACHE_TTL must be a positive duration");
    env.check(
        !config.sealing || !config.valkey.addresses().isEmpty(),
        "encryption enabled but VALKEY_ADDRS is empty");
    env.check(
        !config.sealing || config.keyGrace.isPositive(),
        "VALKEY_KEY_GRACE_PERIOD must be a positive duration");
    return config;
  }
}
