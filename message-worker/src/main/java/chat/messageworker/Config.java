package chat.messageworker;

import chat.model.MessageBuckets;
import chat.runtime.ConsumerConfig;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.SiteConfig;
import chat.runtime.StreamSetup;
import chat.stores.CassandraConfig;
import chat.stores.MongoConfig;
import java.time.Duration;
import java.util.Map;

/**
 * The environment of message-worker (06 §13).
 *
 * @param bucketHours time window of the message tables; equal for all services that touch them
 * @param maxWorkers messages in work at one time
 * @param userCacheSize users remembered at the most; none when not positive
 * @param userCacheLifetime of a remembered user; not remembered when not positive
 */
record Config(
    String siteId,
    NatsConfig nats,
    CassandraConfig cassandra,
    int bucketHours,
    MongoConfig mongo,
    ConsumerConfig consumer,
    int maxWorkers,
    int userCacheSize,
    Duration userCacheLifetime,
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
            CassandraConfig.localByDefault(env),
            env.integer(
                "MESSAGE_BUCKET_HOURS",
                MessageBuckets.DEFAULT_HOURS,
                "time window of the message tables; equal for all services"),
            MongoConfig.required(env),
            ConsumerConfig.read(env),
            ConsumerConfig.readMaxWorkers(env),
            env.integer(
                "USER_CACHE_SIZE", 10_000, "users whose names are remembered; 0 or less = none"),
            env.duration(
                "USER_CACHE_TTL",
                Duration.ofMinutes(5),
                "how long; names may be stale by this; 0 or less = not at all"),
            StreamSetup.readFlag(env),
            ProcessConfig.read(env));
    env.check(config.bucketHours >= 1, "MESSAGE_BUCKET_HOURS must be at least 1");
    return config;
  }
}
