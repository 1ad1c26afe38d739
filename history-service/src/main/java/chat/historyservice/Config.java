package chat.historyservice;

import chat.model.MessageBuckets;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.SiteConfig;
import chat.stores.CassandraConfig;
import chat.stores.MongoConfig;
import java.time.Duration;
import java.util.Map;

/**
 * The environment of history-service (09 §1.1).
 *
 * @param bucketHours time window of the message tables; equal for all services that touch them
 * @param maxBuckets windows that one list read exhausts at the most
 * @param floorDays how far back list reads go
 * @param requestLimit after which a request is answered that it took too long
 */
record Config(
    String siteId,
    NatsConfig nats,
    MongoConfig mongo,
    CassandraConfig cassandra,
    int bucketHours,
    int maxBuckets,
    int floorDays,
    Duration requestLimit,
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
            SiteConfig.withDefault(env, "site-local"),
            NatsConfig.required(env),
            MongoConfig.required(env),
            CassandraConfig.required(env),
            env.integer(
                "MESSAGE_BUCKET_HOURS",
                MessageBuckets.DEFAULT_HOURS,
                "time window of the message tables; equal for all services"),
            env.integer(
                "MESSAGE_READ_MAX_BUCKETS",
                122,
                "windows that one list read goes through at the most"),
            env.integer("MESSAGE_HISTORY_FLOOR_DAYS", 365, "how far back list reads go"),
            env.duration(
                "HISTORY_REQUEST_TIMEOUT",
                Duration.ofSeconds(8),
                "after which a request is answered that it took too long"),
            ProcessConfig.read(env));
    env.check(config.bucketHours >= 1, "MESSAGE_BUCKET_HOURS must be at least 1");
    env.check(config.maxBuckets >= 1, "MESSAGE_READ_MAX_BUCKETS must be at least 1");
    env.check(config.floorDays >= 1, "MESSAGE_HISTORY_FLOOR_DAYS must be at least 1");
    env.check(
        config.requestLimit.isPositive(), "HISTORY_REQUEST_TIMEOUT must be a positive duration");
    return config;
  }

  /** Whether one list read can reach the floor (09 §1.1). */
  boolean reachesTheFloor() {
    return (long) maxBuckets * bucketHours >= floorDays * 24L;
  }

  /**
   * Windows that one walk exhausts: a limit that covers the time back to the floor also covers the
   * window in the middle of which the floor lies.
   */
  int windowsPerWalk() {
    return reachesTheFloor() ? maxBuckets + 1 : maxBuckets;
  }
}
