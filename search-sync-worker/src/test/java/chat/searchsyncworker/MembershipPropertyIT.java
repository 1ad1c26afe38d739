package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.model.Durables.Durable;
import chat.model.MemberAdded;
import chat.model.Message;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.SearchConfig;
import chat.stores.SearchConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;

/**
 * Whatever the order in which events arrive, and however often: when all are settled the indices
 * hold what membership and the messages' last changes say. Two instances share the work.
 */
@LocalServers
class MembershipPropertyIT {
  private static final int EVENTS = 150;
  private static final long START = 1_767_225_600_000L;

  private static RunningSite site;
  private static SearchConnection connection;
  private static SearchEngine engine;
  private static IndexNames names;
  private static final List<ServiceContext> INSTANCES = new ArrayList<>();

  @BeforeAll
  static void start(TestSite given) throws Exception {
    site = new RunningSite(given, given.searchUrl());
    names = TestIndices.of(given.siteId());
    connection =
        SearchConnection.open(
            new SearchConfig(new Secret(given.searchUrl()), "", new Secret(""), false));
    engine = new RestSearchEngine(connection);
    INSTANCES.add(site.startService(Map.of("BULK_BATCH_SIZE", "20", "FETCH_BATCH_SIZE", "7")));
    INSTANCES.add(site.startService(Map.of("BULK_BATCH_SIZE", "50", "FETCH_BATCH_SIZE", "20")));
  }

  @AfterAll
  static void stop() throws Exception {
    INSTANCES.forEach(ServiceContext::close);
    connection.close();
    site.close();
  }

  /** What one account may see of one room: nothing, everything, or what is newer. */
  private sealed interface Seen {
    record Nothing() implements Seen {}

    record Since(long millis) implements Seen {}
  }

  /** Events in the order in which they happened, and what is true after the last. */
  private static final class Story {
    final List<Event> events = new ArrayList<>();
    final Map<String, Map<String, Seen>> access = new TreeMap<>();
    final Map<String, Optional<String>> messages = new TreeMap<>();
    private final Random random;
    private final String tag;
    private long now = START;

    Story(long seed) {
      random = new Random(seed);
      tag = Long.toString(Math.abs(seed), 36);
      for (int i = 0; i < EVENTS; i++) {
        now += 1 + random.nextInt(1000);
        switch (random.nextInt(6)) {
          case 0, 1 -> join();
          case 2 -> leave();
          case 3 -> send();
          case 4 -> edit();
          default -> delete();
        }
      }
    }

    private String account() {
      return "a" + random.nextInt(4) + tag;
    }

    private String room() {
      return "r" + random.nextInt(5) + tag;
    }

    private void join() {
      String room = room();
      long since = random.nextBoolean() ? 0 : now;
      List<String> accounts = List.of(account(), account());
      for (String account : accounts) {
        access.computeIfAbsent(account, a -> new TreeMap<>()).put(room, new Seen.Since(since));
      }
      events.add(new Event.Membership(true, members(room, since, accounts), now));
    }

    private void leave() {
      String room = room();
      String account = account();
      access.computeIfAbsent(account, a -> new TreeMap<>()).put(room, new Seen.Nothing());
      events.add(new Event.Membership(false, members(room, 0, List.of(account)), now));
    }

    private MemberAdded members(String room, long since, List<String> accounts) {
      return new MemberAdded(
          "", room, "name of " + room, "channel", accounts, "s", "", now, since, now);
    }

    private void send() {
      String id = "m" + messages.size() + tag;
      messages.put(id, Optional.of("sent"));
      events.add(new Event.Change("created", Samples.reply(id, "sent"), now));
    }

    private void edit() {
      existing()
          .ifPresent(
              id -> {
                messages.put(id, Optional.of("edited " + now));
                events.add(new Event.Change("updated", Samples.reply(id, "edited " + now), now));
              });
    }

    private void delete() {
      existing()
          .ifPresent(
              id -> {
                messages.put(id, Optional.empty());
                events.add(new Event.Change("deleted", Samples.plain(id, ""), now));
              });
    }

    private Optional<String> existing() {
      List<String> ids =
          messages.entrySet().stream()
              .filter(message -> message.getValue().isPresent())
              .map(Map.Entry::getKey)
              .toList();
      return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
    }
  }

  private sealed interface Event {
    record Membership(boolean added, MemberAdded members, long at) implements Event {}

    record Change(String kind, Message message, long at) implements Event {}
  }

  @RepeatedTest(6)
  void indices_holdWhatMembershipSays(RepetitionInfo repetition) throws Exception {
    long seed = System.nanoTime();
    var story = new Story(seed);
    List<Event> arrivals = new ArrayList<>(story.events);
    var random = new Random(seed);
    for (Event event : story.events) { // deliveries that are repeated
      if (random.nextInt(3) == 0) {
        arrivals.add(event);
      }
    }
    if (repetition.getCurrentRepetition() % 2 == 0) { // else nearly in order
      Collections.shuffle(arrivals, random);
    }
    for (Event event : arrivals) {
      switch (event) {
        case Event.Membership(boolean added, MemberAdded members, long at) ->
            site.publishMembers(added, members, at);
        case Event.Change(String kind, Message message, long at) -> site.publish(kind, message, at);
      }
    }
    for (Durable durable :
        List.of(
            Durables.messageSync(site.siteId()),
            Durables.spotlightSync(site.siteId()),
            Durables.userRoomSync(site.siteId()))) {
      await().atMost(Duration.ofSeconds(60)).until(() -> site.settled(durable));
    }

    story.access.forEach((account, rooms) -> assertAccess("seed " + seed, account, rooms));
    story.messages.forEach(
        (id, content) ->
            assertThat(
                    engine
                        .stored(names.messages() + "-2026-01", id)
                        .map(document -> document.path("content").asString()))
                .as("seed %d, message %s", seed, id)
                .isEqualTo(content));
  }

  private static void assertAccess(String seed, String account, Map<String, Seen> rooms) {
    JsonNode document = engine.stored(names.userRoom(), account).orElseThrow();
    Map<String, Long> found = new TreeMap<>();
    document.path("rooms").forEach(room -> found.merge(room.asString(), 0L, (a, b) -> -1L));
    document
        .path("restrictedRooms")
        .properties()
        .forEach(room -> found.merge(room.getKey(), room.getValue().asLong(), (a, b) -> -1L));
    Map<String, Long> wanted = new TreeMap<>();
    rooms.forEach(
        (room, seen) -> {
          boolean named = engine.stored(names.spotlight(), account + "_" + room).isPresent();
          if (seen instanceof Seen.Since(long since)) {
            wanted.put(room, since);
          }
          assertThat(named)
              .as("%s: %s finds %s", seed, account, room)
              .isEqualTo(wanted.containsKey(room));
        });
    assertThat(found).as("%s: rooms of %s", seed, account).isEqualTo(wanted);
  }
}
