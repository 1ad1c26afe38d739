package chat.localservers;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The configuration texts of the two servers of a site. They hold no secrets: credentials are
 * named, not quoted.
 */
final class NatsConfig {

  private NatsConfig() {}

  /**
   * A site's hub: gateways to the other hubs and a door for the site's own server, no JetStream.
   *
   * @param host where it listens
   * @param site also the name of its gateway
   * @param gateways addresses of the hubs by site, its own may be among them
   */
  record Hub(
      String serverName,
      String host,
      String site,
      int clientPort,
      int monitorPort,
      int gatewayPort,
      int leafPort,
      Map<String, String> gateways,
      String serverAuth) {

    String text() {
      String remotes =
          gateways.entrySet().stream()
              .map(
                  g ->
                      "    { name: \"%s\", url: \"nats://%s\" }"
                          .formatted(g.getKey(), g.getValue()))
              .collect(Collectors.joining("\n"));
      return """
      server_name: "%s"
      host: "%s"
      port: %d
      http: "%s:%d"
      gateway {
        name: "%s"
        listen: "%s:%d"
        gateways: [
      %s
        ]
      }
      leafnodes { listen: "%s:%d" }
      %s"""
          .formatted(
              serverName,
              host,
              clientPort,
              host,
              monitorPort,
              site,
              host,
              gatewayPort,
              remotes,
              host,
              leafPort,
              serverAuth);
    }
  }

  /**
   * A site's JetStream server, which services and browsers connect to. It stands behind the hub as
   * a leafnode and has a domain of its own: the only arrangement in which sites do not form one
   * JetStream together.
   *
   * @param hub address of the hub's leafnode door
   * @param leafCreds file with the login for it
   */
  record Server(
      String serverName,
      String host,
      String domain,
      int clientPort,
      int monitorPort,
      int websocketPort,
      String storeFolder,
      String hub,
      String account,
      String leafCreds,
      String serverAuth) {

    String text() {
      return """
      server_name: "%s"
      host: "%s"
      port: %d
      http: "%s:%d"
      jetstream { store_dir: "%s", max_mem: 64M, max_file: 16G, domain: "%s" }
      websocket { host: "%s", port: %d, no_tls: true }
      leafnodes {
        reconnect: 1
        remotes: [ { url: "nats-leaf://%s", account: "%s", credentials: "%s" } ]
      }
      %s"""
          .formatted(
              serverName,
              host,
              clientPort,
              host,
              monitorPort,
              storeFolder,
              domain,
              host,
              websocketPort,
              hub,
              account,
              leafCreds,
              serverAuth);
    }
  }
}
