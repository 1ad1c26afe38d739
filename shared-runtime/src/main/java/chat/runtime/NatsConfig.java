package chat.runtime;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a service reaches its NATS server (01 §6.1, 13 A1).
 *
 * @param url one or more server addresses, comma separated
 * @param credsFile user JWT and NKey seed; empty = none
 * @param clientName shown by the server, may be empty
 * @param inboxPrefix where replies, publish acks and pull deliveries arrive: outside of every
 *     client's permissions
 */
public record NatsConfig(String url, String credsFile, String clientName, String inboxPrefix) {
  public static NatsConfig required(EnvReader env) {
    return rest(env, env.requiredText("NATS_URL", "NATS server address(es), comma separated"));
  }

  public static NatsConfig withDefaultUrl(EnvReader env) {
    return rest(
        env,
        env.text("NATS_URL", "nats://localhost:4222", "NATS server address(es), comma separated"));
  }

  private static NatsConfig rest(EnvReader env, String url) {
    String creds =
        env.text("NATS_CREDS_FILE", "", "credentials file (user JWT and seed); empty = no login");
    env.check(
        creds.isEmpty() || Files.isReadable(Path.of(creds)),
        "NATS_CREDS_FILE names no readable file");
    return new NatsConfig(
        url,
        creds,
        env.text("HOSTNAME", "", "client name shown by the NATS server"),
        env.text(
            "NATS_INBOX_PREFIX",
            "chat.server.response",
            "subject prefix of this service's inboxes; must lie outside of what clients may use"));
  }
}
