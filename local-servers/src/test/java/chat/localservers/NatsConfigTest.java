package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NatsConfigTest {

  @Test
  void hub_listsAllGateways_andHasNoJetStream() {
    Map<String, String> gateways = new LinkedHashMap<>();
    gateways.put("north", "127.0.0.1:3");
    gateways.put("south", "127.0.0.1:9");
    var hub =
        new NatsConfig.Hub(
            "hub-north-1", "127.0.0.1", "north", 1, 2, 3, 4, gateways, "operator: X\n");

    assertThat(hub.text())
        .isEqualTo(
            """
            server_name: "hub-north-1"
            host: "127.0.0.1"
            port: 1
            http: "127.0.0.1:2"
            gateway {
              name: "north"
              listen: "127.0.0.1:3"
              gateways: [
                { name: "north", url: "nats://127.0.0.1:3" }
                { name: "south", url: "nats://127.0.0.1:9" }
              ]
            }
            leafnodes { listen: "127.0.0.1:4" }
            operator: X
            """);
  }

  @Test
  void server_hasItsDomain_andStandsBehindTheHub() {
    var server =
        new NatsConfig.Server(
            "nats-north-1",
            "127.0.0.1",
            "north",
            5,
            6,
            7,
            "/data/a b",
            "127.0.0.1:4",
            "ACHAT",
            "/keys/leaf.creds",
            "operator: X\n");

    assertThat(server.text())
        .isEqualTo(
            """
            server_name: "nats-north-1"
            host: "127.0.0.1"
            port: 5
            http: "127.0.0.1:6"
            jetstream { store_dir: "/data/a b", max_mem: 64M, max_file: 16G, domain: "north" }
            websocket { host: "127.0.0.1", port: 7, no_tls: true }
            leafnodes {
              reconnect: 1
              remotes: [ { url: "nats-leaf://127.0.0.1:4", account: "ACHAT", credentials: "/keys/leaf.creds" } ]
            }
            operator: X
            """);
  }
}
