package chat.localfleet.findable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localfleet.FleetStatus;
import chat.localfleet.findable.Story.Step;
import chat.localfleet.load.Backlog;
import chat.model.Durables.Durable;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.ServiceContext;
import chat.stores.SearchConfig;
import chat.stores.SearchConnection;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Search finds what membership says: after random stories, for every account at both sites, the
 * rooms and messages that search-service finds are those that history-service shows. Each site's
 * search-sync-worker has a second instance beside it, and one that forgets what it takes; in the
 * middle everything is delivered anew from the beginning.
 */
public final class Findable implements AutoCloseable {
  private static final int STORIES = 3;
  private static final int STEPS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final FleetStatus fleet;
  private final Clock clock;
  private final List<ServiceContext> replicas = new ArrayList<>();
  private final List<ForgetfulReplica> forgetful = new ArrayList<>();
  private final Map<Step, Integer> done = new TreeMap<>();
  private int stories;
  private int found;
  private int hidden;

  public Findable(FleetStatus fleet, long seed, Clock clock) throws Exception {
    this.fleet = fleet;
    this.clock = clock;
    for (FleetStatus.Site site : fleet.sites()) {
      replicas.add(chat.searchsyncworker.Main.start(new Env(environment(site), LIMIT, clock)));
      forgetful.add(new ForgetfulReplica(site, seed));
    }
  }

  private static Map<String, String> environment(FleetStatus.Site site) {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.id());
    env.put("NATS_URL", site.nats());
    env.put("NATS_CREDS_FILE", site.natsCreds());
    env.put("SEARCH_URL", site.search());
    env.put("VALKEY_ADDRS", site.valkey());
    env.put("MSG_INDEX_PREFIX", "messages-" + site.id() + "-v1");
    env.put("SPOTLIGHT_INDEX", "spotlight-" + site.id() + "-v1");
    env.put("USER_ROOM_INDEX", "user-room-mv-" + site.id());
    env.put("BULK_BATCH_SIZE", "20");
    return env;
  }

  /** Some stories side by side, compared in the middle and at the end. */
  public void holds(long seed) throws Exception {
    List<Fellowship> fellowships = new ArrayList<>();
    try {
      for (int i = 0; i < STORIES; i++) {
        fellowships.add(new Fellowship(fleet, seed + i, clock));
      }
      tell(fellowships);
      agree(fellowships, seed);
      startAllOver();
      tell(fellowships);
      agree(fellowships, seed);
      for (Fellowship fellowship : fellowships) {
        count(fellowship);
      }
    } finally {
      fellowships.forEach(Fellowship::close);
    }
  }

  private static void tell(List<Fellowship> fellowships) throws Exception {
    sideBySide(
        fellowships,
        fellowship -> {
          fellowship.story().goOn(STEPS);
          return true;
        });
  }

  private void agree(List<Fellowship> fellowships, long seed) throws Exception {
    for (Set<String> wrong : sideBySide(fellowships, this::settled)) {
      assertThat(wrong).as("seed %d: what differs at rest", seed).isEmpty();
    }
  }

  /** What still differs when nothing is on its way any more. */
  private Set<String> settled(Fellowship fellowship) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      awaitRest();
      Set<String> wrong = fellowship.disagreements();
      // an outbox may have held something that no consumer counts yet
      if (wrong.isEmpty() || System.nanoTime() > end) {
        return wrong;
      }
    }
  }

  /** Until every worker of both sites has done everything, and the indices show it. */
  private void awaitRest() throws Exception {
    try (var backlog = new Backlog(fleet)) {
      await().atMost(PATIENCE).until(() -> backlog.pending().isEmpty());
    }
    showWhatIsIndexed(fleet);
  }

  static void showWhatIsIndexed(FleetStatus fleet) {
    for (FleetStatus.Site site : fleet.sites()) {
      SearchConfig config = SearchConfig.read(new EnvReader(Map.of("SEARCH_URL", site.search())));
      try (var engine = SearchConnection.open(config)) {
        engine.send("POST", "/_all/_refresh", LIMIT);
      }
    }
  }

  /** Takes the durables away: whoever works on them makes them anew, and gets all events again. */
  private void startAllOver() throws Exception {
    for (FleetStatus.Site site : fleet.sites()) {
      Options options =
          Options.builder()
              .server(site.nats())
              .authHandler(Nats.credentials(site.natsCreds()))
              .inboxPrefix("chat.server.response")
              .build();
      try (Connection nats = Nats.connect(options)) {
        for (Durable durable : ForgetfulReplica.durables(site.id())) {
          nats.jetStreamManagement().deleteConsumer(durable.stream(), durable.name());
        }
        await().atMost(PATIENCE).until(() -> exist(nats, site.id()));
      }
    }
  }

  private static boolean exist(Connection nats, String siteId) throws IOException {
    try {
      for (Durable durable : ForgetfulReplica.durables(siteId)) {
        nats.jetStreamManagement().getConsumerInfo(durable.stream(), durable.name());
      }
      return true;
    } catch (JetStreamApiException e) {
      return false;
    }
  }

  private void count(Fellowship fellowship) throws InterruptedException {
    stories++;
    fellowship.story().done().forEach((step, times) -> done.merge(step, times, Integer::sum));
    Fellowship.Tally tally = fellowship.tally();
    found += tally.found();
    hidden += tally.hidden();
  }

  /** What was compared; fails when that was too little to prove anything. */
  public String summary() {
    assertThat(done.keySet()).as("every kind of step was taken").contains(Step.values());
    assertThat(found).as("messages that somebody finds").isPositive();
    assertThat(hidden).as("messages that somebody must not find").isPositive();
    int again = forgetful.stream().mapToInt(ForgetfulReplica::forgotten).sum();
    assertThat(again).as("deliveries that came to nothing").isPositive();
    return "%d stories, steps %s; %d times a message is found by somebody, %d times not; %d deliveries forgotten"
        .formatted(stories, done, found, hidden, again);
  }

  private interface Part<T> {
    T of(Fellowship fellowship) throws Exception;
  }

  private static <T> List<T> sideBySide(List<Fellowship> fellowships, Part<T> part)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> parts =
          fellowships.stream().<Callable<T>>map(one -> () -> part.of(one)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(parts)) {
        results.add(result.get());
      }
      return results;
    }
  }

  @Override
  public void close() throws Exception {
    for (ForgetfulReplica one : forgetful) {
      one.close();
    }
    replicas.forEach(ServiceContext::close);
  }
}
