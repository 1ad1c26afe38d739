package chat.localfleet.bench;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.Draft;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.load.FleetClients;
import chat.localfleet.load.LoadPeople;
import chat.model.Ids;
import chat.model.SearchMessagesReply;
import chat.model.SearchMessagesRequest;
import chat.stores.SearchAnswer;
import chat.stores.SearchConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** Sends messages at the first site and looks for them, then searches among many others. */
final class SearchLoad {
  private static final int INDEXED_SAMPLE = 10;
  private static final int FOUND_SAMPLE = 100;
  private static final int DRAIN_SECONDS = 90;
  private static final int PAGE = 25;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * How much is asked.
   *
   * @param rate messages a second
   * @param documents of the index that is searched
   * @param searches a second
   */
  record Plan(double rate, int warmup, int seconds, int documents, double searches) {
    LoadPlan messages() {
      return new LoadPlan(rate, warmup, seconds, 1, 1, 1, 0, 0);
    }
  }

  private final FleetStatus fleet;
  private final FleetStatus.Site home;
  private final Plan plan;
  private final Clock clock;
  private final Mishaps errors = new Mishaps();

  SearchLoad(FleetStatus fleet, Plan plan, Clock clock) {
    this.fleet = fleet;
    this.home = fleet.sites().getFirst();
    this.plan = plan;
    this.clock = clock;
  }

  /** While messages are sent. */
  private record Sent(
      Latency.Summary accepted,
      Latency.Summary indexed,
      Latency.Summary found,
      List<ProcessCosts.Cost> costs) {}

  /** While searches run. */
  private record Searched(
      double loaded,
      Latency.Summary times,
      double inService,
      double inEngine,
      List<ProcessCosts.Cost> costs) {}

  SearchReport run() throws Exception {
    String prefix = "bench" + new Ids(clock).newRoomId().toLowerCase(Locale.ROOT);
    try (var people = new LoadPeople(fleet, prefix, 2);
        var clients = new FleetClients(clock)) {
      ChatClient owner = clients.login(home, people.of(0).getFirst(), _ -> {});
      String guest = people.of(0).getLast();
      var made = owner.rooms().create(home.id(), prefix, Invited.users(guest)).orThrow();
      var room = new RoomRef(made.roomId(), home.id());
      Sent sent = send(owner, room);
      double eventsPerSecond = new HeldBack(fleet, errors).workOff(owner, room, plan);
      Searched searched = search(owner, room);
      return new SearchReport(
          plan.rate,
          sent.accepted,
          sent.indexed,
          sent.found,
          eventsPerSecond,
          plan.documents,
          plan.documents / searched.loaded,
          plan.searches,
          searched.times,
          searched.inService,
          searched.inEngine,
          errors.count(),
          errors.first(),
          sent.costs,
          searched.costs);
    }
  }

  private Sent send(ChatClient owner, RoomRef room) throws Exception {
    LoadPlan messages = plan.messages();
    var loop = new OpenLoop(plan.rate, messages.total());
    var seen = new Sightings(loop, messages, new Ids(clock).newMessageId().substring(0, 12), 0);
    var found = new Latency();
    var costs = new AtomicReference<>(new ProcessCosts(fleet));
    try (SearchConnection engine = ScratchIndex.engine(home)) {
      loop.run(
          k -> {
            if (k == messages.unmeasured()) {
              costs.set(new ProcessCosts(fleet));
            }
            follow(owner, room, seen, found, engine, k);
          },
          DRAIN_SECONDS);
    }
    return new Sent(
        seen.accepted.summary(), seen.stored.summary(), found.summary(), costs.get().soFar());
  }

  /** Sends the message; of some it is seen when they are indexed, of fewer when they are found. */
  private void follow(
      ChatClient owner,
      RoomRef room,
      Sightings seen,
      Latency found,
      SearchConnection engine,
      int k) {
    String id = seen.messageId(k);
    try {
      var answer = owner.messages().send(room, id, Draft.of("bench " + id));
      if (!(answer instanceof Answer.Given)) {
        errors.add(answer);
        return;
      }
      seen.seen(seen.accepted, k);
      if (k % INDEXED_SAMPLE == 0) {
        String document = "/" + indexOfToday() + "/_doc/" + id;
        while (engine.send("GET", document, LIMIT).status() != SearchAnswer.OK) {
          Thread.sleep(10);
        }
        seen.seen(seen.stored, k);
      }
      if (k % FOUND_SAMPLE == 0) {
        while (hits(owner, id) == 0) {
          Thread.sleep(250);
        }
        seen.seen(found, k);
      }
    } catch (InterruptedException e) { // the time for draining is over
      errors.add(new IllegalStateException("neither indexed nor found in time: " + id));
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      errors.add(e);
    }
  }

  private String indexOfToday() {
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    return "messages-%s-v1-%04d-%02d".formatted(home.id(), now.getYear(), now.getMonthValue());
  }

  private static long hits(ChatClient client, String query) throws InterruptedException {
    var search = new SearchMessagesRequest(query, List.of(), PAGE, 0);
    return client.searches().messages(search).orThrow().total();
  }

  private Searched search(ChatClient owner, RoomRef room) throws Exception {
    try (var index = new ScratchIndex(home, room)) {
      double loaded = index.load(plan.documents, clock.instant());
      searches(owner, index, plan.warmup, new Latency());
      var times = new Latency();
      var costs = new ProcessCosts(fleet);
      ServiceTimes before = ServiceTimes.of(home);
      searches(owner, index, plan.seconds, times);
      ServiceTimes after = ServiceTimes.of(home);
      return new Searched(
          loaded,
          times.summary(),
          after.meanRequestSince(before),
          after.meanEngineSince(before),
          costs.soFar());
    }
  }

  private void searches(ChatClient owner, ScratchIndex index, int seconds, Latency times)
      throws InterruptedException {
    var loop = new OpenLoop(plan.searches, (int) Math.round(plan.searches * seconds));
    loop.run(
        k -> {
          try {
            var search = new SearchMessagesRequest(index.query(), List.of(), PAGE, 0);
            Answer<SearchMessagesReply> answer = owner.searches().messages(search);
            if (answer instanceof Answer.Given) {
              times.record(System.nanoTime() - loop.due(k));
            } else {
              errors.add(answer);
            }
          } catch (InterruptedException e) {
            errors.add(new IllegalStateException("a search was not answered in time"));
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            errors.add(e);
          }
        },
        DRAIN_SECONDS);
  }
}
