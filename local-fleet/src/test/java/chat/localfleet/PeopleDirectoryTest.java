package chat.localfleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PeopleDirectoryTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static String ask(PeopleDirectory directory, String path, String body) throws Exception {
    var response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(directory.url() + path))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  @Test
  void samplePeople_areFoundByAccountOrName() throws Exception {
    try (var directory = new PeopleDirectory()) {
      assertThat(ask(directory, "/search", "{\"query\":\"ALI\"}"))
          .isEqualTo(
              "200 [{\"account\":\"alice\",\"engName\":\"Alice Moreau\",\"chineseName\":\"愛麗絲\"}]");
      assertThat(ask(directory, "/search", "{\"query\":\"絲\"}")).contains("alice");
      assertThat(ask(directory, "/search", "{\"query\":\"nobody\"}")).isEqualTo("200 []");
      assertThat(ask(directory, "/search", "x")).startsWith("400");
      assertThat(ask(directory, "/else", "{}")).startsWith("404");
    }
  }

  @Test
  void directoryAtThePlace_isAskedInstead_forAsLongAsItListens() throws Exception {
    try (var directory = new PeopleDirectory()) {
      assertThat(ask(directory, "/search", "{\"query\":\"ali\"}")).contains("alice");
      int place = URI.create(directory.place()).getPort();
      var other =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), place), 0);
      other.createContext(
          "/",
          exchange -> {
            try (exchange) {
              byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
              exchange.getResponseHeaders().set("Connection", "close");
              exchange.sendResponseHeaders(201, body.length);
              exchange.getResponseBody().write(body);
            }
          });
      other.start();
      assertThat(ask(directory, "/search", "{\"query\":\"ali\"}")).isEqualTo("201 /search");
      other.stop(0);
      assertThat(ask(directory, "/search", "{\"query\":\"ali\"}")).contains("alice");
    }
  }
}
