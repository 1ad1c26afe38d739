package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchServerIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path temp;

  @Test
  void killedAndRestarted_keepsAddressAndDocuments() throws Exception {
    try (var server = server("a", new KeptPorts(2))) {
      server.start();
      String url = server.url();
      assertThat(send("PUT", url + "/rooms-v1/_doc/1", "{\"name\":\"harbour\"}").statusCode())
          .isEqualTo(201);
      server.kill();
      server.start();

      assertThat(server.url()).isEqualTo(url);
      assertThat(send("GET", url + "/rooms-v1/_doc/1", "").body()).contains("harbour");
      var indices = new SearchIndices(url);
      assertThat(indices.matching("rooms-*")).containsExactly("rooms-v1");
      indices.removeOf("rooms");
      assertThat(indices.matching("rooms-*")).isEmpty();
    }
  }

  @Test
  void mappingsAndScriptsOfProduction_areUnderstood() throws Exception {
    try (var server = server("a", new KeptPorts(2))) {
      server.start();
      String mapping =
          """
          {"mappings": {"properties": {"times": {"type": "flattened"}, "name": {"type": "search_as_you_type"}}}}
          """;
      assertThat(send("PUT", server.url() + "/rooms-v1", mapping).body()).contains("true");
      String update =
          """
          {"script": {"lang": "painless", "source": "ctx._source.n = params.n", "params": {"n": 7}},
           "scripted_upsert": true, "upsert": {}}
          """;
      send("POST", server.url() + "/rooms-v1/_update/1", update);
      assertThat(send("GET", server.url() + "/rooms-v1/_doc/1", "").body())
          .contains("\"_source\":{\"n\":7}");
    }
  }

  @Test
  void strangerOnThePort_isLeftAlone_andOtherPortsAreTaken() throws Exception {
    try (var stranger = server("a", new KeptPorts(2))) {
      stranger.start();
      int taken = URI.create(stranger.url()).getPort();
      try (var server = server("b", new KeptPorts(List.of(taken, taken + 1)))) {
        server.start();

        assertThat(send("GET", server.url(), "").body()).contains("\"cluster_name\" : \"b\"");
        assertThat(send("GET", stranger.url(), "").body()).contains("\"cluster_name\" : \"a\"");
      }
    }
  }

  private static HttpResponse<String> send(String method, String url, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private SearchServer server(String name, KeptPorts ports) throws Exception {
    return new SearchServer(
        ThisMachine.javaHomes().java17(),
        ThisMachine.CHECKOUT.searchNode(),
        temp.resolve(name),
        name,
        false,
        ports);
  }
}
