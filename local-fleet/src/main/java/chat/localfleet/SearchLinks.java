package chat.localfleet;

import chat.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets every site's search engine search in those of the other sites, as operators do in production
 * (11 §8): by proxy, and without failing when one of them is away. Engines that run elsewhere are
 * their operators' affair.
 */
final class SearchLinks {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int OK = 200;

  private SearchLinks() {}

  /** The addresses of the last start are replaced. */
  static void tie(Collection<SiteServers> sites) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      for (SiteServers site : sites) {
        Map<String, Object> remotes = remotesOf(site, sites);
        if (site.searchTransport().isPresent() && !remotes.isEmpty()) {
          put(
              http,
              site.searchUrl() + "/_cluster/settings",
              Map.of("persistent", Map.of("cluster", Map.of("remote", remotes))));
        }
      }
    }
  }

  private static Map<String, Object> remotesOf(SiteServers site, Collection<SiteServers> sites) {
    Map<String, Object> remotes = new LinkedHashMap<>();
    for (SiteServers other : sites) {
      if (other != site) {
        other
            .searchTransport()
            .ifPresent(address -> remotes.put(other.siteId(), remoteAt(address)));
      }
    }
    return remotes;
  }

  private static Map<String, Object> remoteAt(String address) {
    return Map.of("mode", "proxy", "proxy_address", address, "skip_unavailable", true);
  }

  private static void put(HttpClient http, String url, Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(Json.write(body)))
            .timeout(LIMIT)
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != OK) {
      throw new IOException(url + ": " + response.body());
    }
  }
}
