package chat.localfleet.load;

import chat.localfleet.FleetStatus;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ConsumerInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the fleet's workers have not done yet. */
public final class Backlog implements AutoCloseable {
  private final Map<String, Connection> sites = new TreeMap<>();

  public Backlog(FleetStatus fleet) throws IOException, InterruptedException {
    for (FleetStatus.Site site : fleet.sites()) {
      Options options =
          Options.builder()
              .server(site.nats())
              .authHandler(Nats.credentials(site.natsCreds()))
              .connectionName("bench-backlog")
              .maxReconnects(-1)
              .build();
      sites.put(site.id(), Nats.connect(options));
    }
  }

  /** Messages per site and durable that wait or are in work; none are left out. */
  public Map<String, Long> pending() throws IOException, JetStreamApiException {
    Map<String, Long> pending = new TreeMap<>();
    for (var site : sites.entrySet()) {
      for (ConsumerInfo consumer : consumers(site.getValue().jetStreamManagement())) {
        long left = consumer.getNumPending() + consumer.getNumAckPending();
        if (left > 0) {
          pending.put(site.getKey() + " " + consumer.getName(), left);
        }
      }
    }
    return pending;
  }

  /** Deliveries beyond the first, over all durables. */
  public long redelivered() throws IOException, JetStreamApiException {
    long sum = 0;
    for (Connection site : sites.values()) {
      for (ConsumerInfo consumer : consumers(site.jetStreamManagement())) {
        sum += consumer.getRedelivered();
      }
    }
    return sum;
  }

  private static List<ConsumerInfo> consumers(JetStreamManagement management)
      throws IOException, JetStreamApiException {
    List<ConsumerInfo> consumers = new ArrayList<>();
    for (String stream : management.getStreamNames()) {
      consumers.addAll(management.getConsumers(stream));
    }
    return consumers;
  }

  @Override
  public void close() throws InterruptedException {
    for (Connection site : sites.values()) {
      site.close();
    }
  }
}
