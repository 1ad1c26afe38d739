package chat.runtime;

import java.time.Duration;

/**
 * Settings of a durable consumer that operators may change (01 §5.3). All instances on one durable,
 * of whatever fleet, must present the same values.
 *
 * @param ackWait after which an unacknowledged message is delivered again
 * @param maxDeliver deliveries of one message at the most
 * @param maxWaiting pull requests that may wait at the server
 * @param maxAckPending messages that may be unacknowledged at one time
 * @param deadLetters whether what is given up is kept as a dead letter (13 A5); of this process
 *     alone
 */
public record ConsumerConfig(
    Duration ackWait, int maxDeliver, int maxWaiting, int maxAckPending, boolean deadLetters) {
  public static ConsumerConfig read(EnvReader env) {
    var config =
        new ConsumerConfig(
            env.duration(
                "CONSUMER_ACK_WAIT",
                Duration.ofSeconds(30),
                "ack wait of the durable; equal for all instances"),
            env.integer("CONSUMER_MAX_DELIVER", 5, "deliveries of one message at the most"),
            env.integer("CONSUMER_MAX_WAITING", 512, "waiting pull requests at the most"),
            env.integer("CONSUMER_MAX_ACK_PENDING", 1000, "unacknowledged messages at the most"),
            env.flag("DEAD_LETTERS_ENABLED", true, "keep what is given up as a dead letter"));
    env.check(
        config.ackWait.compareTo(Duration.ofMillis(100)) >= 0,
        "CONSUMER_ACK_WAIT must be at least 100ms");
    env.check(config.maxDeliver != 0, "CONSUMER_MAX_DELIVER must not be 0");
    return config;
  }

  /** {@code MAX_WORKERS}: messages in work at one time. */
  public static int readMaxWorkers(EnvReader env) {
    int workers = env.integer("MAX_WORKERS", 100, "messages in work at one time");
    env.check(workers >= 1, "MAX_WORKERS must be at least 1");
    return workers;
  }
}
