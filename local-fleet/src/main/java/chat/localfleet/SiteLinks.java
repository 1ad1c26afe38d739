package chat.localfleet;

import chat.localservers.Federation;
import chat.localservers.Federation.Remote;
import chat.localservers.OperatorKeys;
import chat.localservers.SourceWaker;
import chat.runtime.Patience;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What operations do for the streams of the sites: create them with the sources that carry events
 * across, and wake a source that sleeps after an outage. Services never do this.
 */
final class SiteLinks implements AutoCloseable {
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(20);

  private final OperatorKeys keys;
  private final List<String> sites;
  private final List<Connection> connections = new ArrayList<>();
  private final List<SourceWaker> wakers = new ArrayList<>();

  SiteLinks(OperatorKeys keys, List<String> sites) {
    this.keys = keys;
    this.sites = sites;
  }

  /** Creates what is absent at the site and watches its sources from now on. */
  void tie(SiteServers site) throws IOException, InterruptedException, JetStreamApiException {
    List<Remote> remotes =
        sites.stream()
            .filter(other -> !other.equals(site.siteId()))
            .map(other -> new Remote(other, other))
            .toList();
    Connection connection = connect(site);
    connections.add(connection);
    Federation.ensure(connection.jetStreamManagement(), Federation.streams(site.siteId(), remotes));
    wakers.add(new SourceWaker(connection, site.siteId(), remotes));
  }

  /**
   * The server has just said that it is ready; on a busy machine it may still refuse the first
   * call.
   */
  private Connection connect(SiteServers site) throws InterruptedException {
    return new Patience(FIRST_CONNECTION)
        .await("NATS of " + site.siteId(), () -> Nats.connect(options(site)));
  }

  private Options options(SiteServers site) {
    return Options.builder()
        .server(site.nats().url())
        .authHandler(Nats.credentials(keys.backendCreds().toString()))
        .maxReconnects(-1)
        .inboxPrefix("chat.server.response") // as services do: clients may listen on _INBOX
        .errorListener(new ErrorListener() {}) // servers that come and go are told of elsewhere
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    wakers.forEach(SourceWaker::close);
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
