package chat.searchsyncworker;

import chat.runtime.ConsumerConfig;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.SiteConfig;
import chat.runtime.StreamSetup;
import chat.stores.SearchConfig;
import chat.stores.ValkeyConfig;
import java.time.Duration;
import java.util.Map;

/**
 * The environment of search-sync-worker (10 §1.1).
 *
 * @param fetchSize stream messages of one pull
 * @param bulkSize actions of one bulk request, about
 * @param flushInterval longest time that an action waits for others
 * @param valkey where searches remember restricted rooms; without an address they are not told of
 *     changes
 */
record Config(
    String siteId,
    NatsConfig nats,
    SearchConfig search,
    IndexNames indices,
    int fetchSize,
    int bulkSize,
    Duration flushInterval,
    ValkeyConfig valkey,
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
    return new Config(
        SiteConfig.required(env),
        NatsConfig.required(env),
        SearchConfig.read(env),
        IndexNames.read(env),
        positive(env, "FETCH_BATCH_SIZE", 100, "stream messages of one pull at the most"),
        positive(env, "BULK_BATCH_SIZE", 500, "actions of one bulk request, about"),
        Duration.ofSeconds(
            positive(
                env,
                "BULK_FLUSH_INTERVAL",
                5,
                "seconds after which a bulk request is sent at the latest; usually far earlier")),
        ValkeyConfig.optional(env),
        ConsumerConfig.read(env),
        StreamSetup.readFlag(env),
        ProcessConfig.read(env));
  }

  private static int positive(EnvReader env, String name, int defaultValue, String meaning) {
    int value = env.integer(name, defaultValue, meaning);
    env.check(value > 0, name + " must be > 0");
    return value;
  }
}
