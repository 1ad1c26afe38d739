package chat.runtime;

/**
 * What every service's process is told.
 *
 * @param healthAddress {@code host:port} of {@code /livez}, {@code /readyz} and {@code /metrics};
 *     empty = off (13 A6)
 */
public record ProcessConfig(String healthAddress) {
  public static ProcessConfig read(EnvReader env) {
    String address =
        env.text("HEALTH_ADDR", "", "host:port of `/livez`, `/readyz` and `/metrics`; empty = off");
    env.check(address.isEmpty() || HttpListener.isAddress(address), "HEALTH_ADDR is not host:port");
    Telemetry.describe(env);
    return new ProcessConfig(address);
  }
}
