package chat.localfleet.bench;

import chat.localfleet.FleetStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * How long search-service has worked on searches of messages so far, as its metrics tell.
 *
 * @param requests seconds of all requests
 * @param engine seconds of all searches of the engine
 */
record ServiceTimes(double requests, long count, double engine, long searches) {
  private static final String REQUESTS = "search_service_request_duration_seconds_";
  private static final String MESSAGES = "{kind=\"messages\"}";
  private static final String ENGINE = "search_service_es_duration_seconds_";

  static ServiceTimes of(FleetStatus.Site site) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(site.searchMetrics() + "/metrics")).build();
      String metrics = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new ServiceTimes(
          value(metrics, REQUESTS + "sum" + MESSAGES),
          (long) value(metrics, REQUESTS + "count" + MESSAGES),
          value(metrics, ENGINE + "sum"),
          (long) value(metrics, ENGINE + "count"));
    }
  }

  /** 0 before the first. */
  private static double value(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length()).strip()))
        .sum();
  }

  /** Mean of a request since then, in milliseconds. */
  double meanRequestSince(ServiceTimes before) {
    return 1000 * (requests - before.requests) / Math.max(1, count - before.count);
  }

  double meanEngineSince(ServiceTimes before) {
    return 1000 * (engine - before.engine) / Math.max(1, searches - before.searches);
  }
}
