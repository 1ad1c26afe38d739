package chat.gatekeeper;

import chat.runtime.ConsumerConfig;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.SiteConfig;
import chat.runtime.StreamSetup;
import chat.stores.MongoConfig;
import chat.stores.RoomMetaCacheConfig;
import java.time.Duration;
import java.util.Map;

/**
 * The environment of message-gatekeeper (07 §13).
 *
 * @param maxWorkers submissions in work at one time
 * @param largeRoomThreshold members above which only owners, admins and bots may post
 * @param chatBaseUrl what links to quoted messages begin with
 * @param subscriptionCacheSize subscriptions remembered at the most
 * @param subscriptionCacheLifetime of a remembered subscription, from its load
 */
record Config(
    String siteId,
    NatsConfig nats,
    MongoConfig mongo,
    ConsumerConfig consumer,
    int maxWorkers,
    int largeRoomThreshold,
    String chatBaseUrl,
    int subscriptionCacheSize,
    Duration subscriptionCacheLifetime,
    RoomMetaCacheConfig roomMetaCache,
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
            SiteConfig.required(env),
            NatsConfig.required(env),
            MongoConfig.required(env),
            ConsumerConfig.read(env),
            ConsumerConfig.readMaxWorkers(env),
            env.integer(
                "LARGE_ROOM_THRESHOLD",
                500,
                "members above which only owners, admins and bots may post"),
            env.text(
                "CHAT_BASE_URL",
                "http://localhost:3000",
                "what links to quoted messages begin with, without a slash at the end"),
            env.integer("GATEKEEPER_SUB_CACHE_SIZE", 100_000, "subscriptions that are remembered"),
            env.duration(
                "GATEKEEPER_SUB_CACHE_TTL",
                Duration.ofMinutes(2),
                "how long at the most; who joins or leaves is forgotten at once"),
            RoomMetaCacheConfig.read(env),
            StreamSetup.readFlag(env),
            ProcessConfig.read(env));
    env.check(config.largeRoomThreshold > 0, "LARGE_ROOM_THRESHOLD must be greater than 0");
    env.check(config.subscriptionCacheSize > 0, "GATEKEEPER_SUB_CACHE_SIZE: size must be positive");
    env.check(
        config.subscriptionCacheLifetime.isPositive(),
        "GATEKEEPER_SUB_CACHE_TTL: ttl must be positive");
    return config;
  }
}
