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
        StreamSetup.readFlag(env),
        ProcessConfig.read(env));
  }
}
