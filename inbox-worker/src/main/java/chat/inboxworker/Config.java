package chat.inboxworker;

import chat.runtime.ConsumerConfig;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.SiteConfig;
import chat.runtime.StreamSetup;
import chat.stores.MongoConfig;
import java.util.Map;

/** The environment of inbox-worker (04 §8). */
record Config(
    String siteId,
    NatsConfig nats,
    MongoConfig mongo,
    ConsumerConfig consumer,
    KeyReplicationConfig keys,
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
        SiteConfig.withDefault(env, "default"),
        NatsConfig.withDefaultUrl(env),
        MongoConfig.localByDefault(env),
        ConsumerConfig.read(env),
        KeyReplicationConfig.read(env),
        StreamSetup.readFlag(env),
        ProcessConfig.read(env));
  }

  /**
   * Of the durable: with fewer deliveries than it takes to give an event up, the server would stop
   * delivering first (04 §12.5).
   */
  ConsumerConfig durable() {
    if (!keys.enabled() || consumer.maxDeliver() < 0) {
      return consumer;
    }
    return new ConsumerConfig(
        consumer.ackWait(),
        Math.max(consumer.maxDeliver(), keys.maxRedeliver()),
        consumer.maxWaiting(),
        consumer.maxAckPending(),
        consumer.deadLetters());
  }
}
