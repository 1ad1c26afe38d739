package chat.roomservice;

import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.SiteConfig;
import chat.runtime.StreamSetup;
import chat.stores.CassandraConfig;
import chat.stores.MongoConfig;
import chat.stores.ValkeyConfig;
import java.time.Duration;
import java.util.Map;

/**
 * The environment of room-service (02 §2, 13).
 *
 * @param maxRoomSize members a room may have
 * @param maxBatchSize rooms of one info batch
 * @param memberListTimeout for each source channel of a create
 * @param keyGrace how long replaced keys are kept
 * @param keyGetSharedInbox answer {@code key.get} below {@code _INBOX.}, too
 */
record Config(
    String siteId,
    NatsConfig nats,
    MongoConfig mongo,
    ValkeyConfig valkey,
    CassandraConfig cassandra,
    Duration keyGrace,
    int maxRoomSize,
    int maxBatchSize,
    Duration memberListTimeout,
    boolean bootstrapStreams,
    boolean keyGetSharedInbox,
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
            ValkeyConfig.required(env),
            CassandraConfig.required(env),
            env.requiredDuration(
                "VALKEY_KEY_GRACE_PERIOD",
                "how long a replaced room key is kept; equal for all services"),
            env.integer("MAX_ROOM_SIZE", 1000, "members of a room at the most"),
            env.integer("MAX_BATCH_SIZE", 1000, "rooms of one info batch at the most"),
            env.duration(
                "MEMBER_LIST_TIMEOUT",
                Duration.ofSeconds(5),
                "limit for listing one source channel"),
            StreamSetup.readFlag(env),
            env.flag(
                "KEY_GET_SHARED_INBOX",
                false,
                "answer `key.get` on `_INBOX.>` as well, where every client may listen"),
            ProcessConfig.read(env));
    env.check(config.maxRoomSize > 0, "MAX_ROOM_SIZE must be greater than 0");
    env.check(config.maxBatchSize > 0, "MAX_BATCH_SIZE must be greater than 0");
    env.check(config.memberListTimeout.isPositive(), "invalid MEMBER_LIST_TIMEOUT: must be > 0");
    return config;
  }
}
