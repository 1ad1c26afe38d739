package chat.localservers;

import chat.localservers.ServerStartException.Reason;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Reads what a nats-server says about itself on its monitoring port. */
record NatsMonitor(int port) {

  private static final int TIMEOUT_MILLIS = 3000;

  /**
   * Refuses every other server.
   *
   * @throws ServerStartException when another server answers
   */
  void expect(String serverName) throws IOException {
    JsonValue name = get("/varz").get("server_name");
    if (name == null || !serverName.equals(name.string)) {
      throw new ServerStartException(
          Reason.STRANGER, "port " + port + " is answered by another server than " + serverName);
    }
  }

  boolean jetStreamReady() throws IOException {
    JsonValue status = get("/healthz?js-enabled-only=true").get("status");
    return status != null && "ok".equals(status.string);
  }

  int leafnodes() throws IOException {
    JsonValue leafnodes = get("/leafz").get("leafnodes");
    return leafnodes == null || leafnodes.i == null ? 0 : leafnodes.i;
  }

  /** The sites that this hub has a connection of its own to. */
  Set<String> outboundGateways() throws IOException {
    JsonValue outbound = get("/gatewayz").get("outbound_gateways");
    return outbound == null || outbound.map == null ? Set.of() : outbound.map.keySet();
  }

  private Map<String, JsonValue> get(String path) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + path).toURL();
    var connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      JsonValue json = JsonParser.parse(body.readAllBytes());
      return json.map == null ? Map.of() : json.map;
    } finally {
      connection.disconnect();
    }
  }
}
