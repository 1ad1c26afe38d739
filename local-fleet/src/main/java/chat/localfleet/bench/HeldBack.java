package chat.localfleet.bench;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.Draft;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.load.Backlog;
import chat.model.Durables;
import chat.model.Durables.Durable;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;

/** How fast search-sync-worker works off messages that wait for it alone. */
final class HeldBack {
  private static final int DRAIN_SECONDS = 90;

  private final FleetStatus fleet;
  private final FleetStatus.Site home;
  private final Mishaps errors;

  HeldBack(FleetStatus fleet, Mishaps errors) {
    this.fleet = fleet;
    this.home = fleet.sites().getFirst();
    this.errors = errors;
  }

  /** Holds the worker's events back while messages are sent, then lets it have all at once. */
  double workOff(ChatClient owner, RoomRef room, SearchLoad.Plan plan) throws Exception {
    Durable durable = Durables.messageSync(home.id());
    Options options =
        Options.builder()
            .server(home.nats())
            .authHandler(Nats.credentials(home.natsCreds()))
            .connectionName("bench-search")
            .build();
    try (Connection nats = Nats.connect(options)) {
      JetStreamManagement streams = nats.jetStreamManagement();
      ConsumerConfiguration usual =
          streams.getConsumerInfo(durable.stream(), durable.name()).getConsumerConfiguration();
      if (usual.getMaxAckPending() == 1) {
        throw new IllegalStateException(
            durable.name() + " is held back already: an earlier run was killed, ./chat up anew");
      }
      long waiting;
      try { // one at a time is almost nothing: each waits for others that never come
        streams.addOrUpdateConsumer(
            durable.stream(), ConsumerConfiguration.builder(usual).maxAckPending(1).build());
        sendAll(owner, room, plan);
        awaitOthers(durable);
        waiting = left(streams, durable);
      } finally {
        streams.addOrUpdateConsumer(durable.stream(), usual);
      }
      long start = System.nanoTime();
      while (left(streams, durable) > 0) {
        if (System.nanoTime() - start > DRAIN_SECONDS * 1_000_000_000L) {
          throw new IllegalStateException("events are left after " + DRAIN_SECONDS + " s");
        }
        Thread.sleep(10);
      }
      return waiting / ((System.nanoTime() - start) / 1e9);
    }
  }

  private void sendAll(ChatClient owner, RoomRef room, SearchLoad.Plan plan)
      throws InterruptedException {
    int messages = plan.messages().total();
    var loop = new OpenLoop(plan.rate(), messages);
    loop.run(
        k -> {
          try {
            var answer = owner.messages().send(room, Draft.of("bench held back " + k));
            if (!(answer instanceof Answer.Given)) {
              errors.add(answer);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            errors.add(e);
          }
        },
        DRAIN_SECONDS);
  }

  /** The other workers have the same events, and would share the processors. */
  private void awaitOthers(Durable held) throws Exception {
    try (var backlog = new Backlog(fleet)) {
      String own = home.id() + " " + held.name();
      long end = System.nanoTime() + DRAIN_SECONDS * 1_000_000_000L;
      while (backlog.pending().keySet().stream().anyMatch(other -> !other.equals(own))
          && System.nanoTime() < end) {
        Thread.sleep(100);
      }
    }
  }

  private static long left(JetStreamManagement streams, Durable durable) throws Exception {
    ConsumerInfo info = streams.getConsumerInfo(durable.stream(), durable.name());
    return info.getNumPending() + info.getNumAckPending();
  }
}
