package chat.localservers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The indices of a search engine, for tidying up: an unused one still costs memory. */
final class SearchIndices {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final String url;

  /**
   * @param url of the engine
   */
  SearchIndices(String url) {
    this.url = url;
  }

  /** Removes the indices and index templates whose names hold the site's id. */
  void removeOf(String siteId) throws IOException {
    for (String index : matching("*" + siteId + "*")) {
      send("DELETE", "/" + index);
    }
    for (String template : lines("/_cat/templates/*" + siteId + "*?h=name")) {
      send("DELETE", "/_index_template/" + template);
    }
  }

  /** Names of indices that fit the pattern. */
  List<String> matching(String pattern) throws IOException {
    return lines("/_cat/indices/" + pattern + "?h=index&expand_wildcards=all");
  }

  private List<String> lines(String path) throws IOException {
    return send("GET", path).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private String send(String method, String path) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(LIMIT)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new IOException(method + " " + path + ": " + response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
