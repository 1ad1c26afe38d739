package chat.localfleet.truth;

import chat.client.Invited;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.load.FleetClients;
import chat.localfleet.load.LoadPeople;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A random story over two sites, and whether in the end everybody has what the history has: what
 * they heard live and, after a login or a joining, read again. Owners read nothing once the story
 * has begun.
 */
public final class OneTruth {
  private static final Duration UNTIL_QUIET = Duration.ofSeconds(60);
  private static final Duration A_MOMENT = Duration.ofSeconds(5);
  private static final int PER_SITE = 4;

  private final FleetStatus fleet;
  private final Clock clock;
  private final long seed;
  private final int operations;
  private final int losesEvery;
  private final PrintStream out;

  private final Map<String, RoomRef> rooms = new ConcurrentHashMap<>();
  private final Map<String, Someone> owners = new HashMap<>();
  private final Map<String, Set<String>> members = new ConcurrentHashMap<>();
  private final List<Someone> people = new ArrayList<>();
  private final AtomicInteger events = new AtomicInteger();
  private volatile boolean begun;

  /**
   * @param operations things that people do in all
   * @param losesEvery events of which each client loses one, to see that it is found; 0 = none
   */
  public OneTruth(
      FleetStatus fleet, long seed, int operations, int losesEvery, Clock clock, PrintStream out) {
    this.fleet = fleet;
    this.clock = clock;
    this.seed = seed;
    this.operations = operations;
    this.losesEvery = losesEvery;
    this.out = out;
  }

  /** What is not as it must be; empty when everything is. */
  public List<String> differences() throws Exception {
    String prefix = "truth" + Long.toString(Math.abs(seed), Character.MAX_RADIX);
    try (var load = new LoadPeople(fleet, prefix, PER_SITE);
        var clients = new FleetClients(clock);
        ScheduledExecutorService later = Executors.newScheduledThreadPool(4)) {
      gather(load, clients, later);
      begun = true;
      long start = System.nanoTime();
      var story = new Story(seed, operations, people, List.copyOf(rooms.values()), owners, members);
      List<String> wrong = new ArrayList<>(story.play());
      double seconds = (System.nanoTime() - start) / 1e9;
      wrong.addAll(settled());
      out.printf(
          "one truth: %d operations %s, %d live events (%d locked), %d pages, %.1f s, seed %d%n",
          operations,
          story.figures(),
          people.stream().mapToInt(person -> person.ledger().live()).sum(),
          people.stream().mapToInt(person -> person.ledger().locked()).sum(),
          people.stream().mapToInt(person -> person.ledger().pages()).sum(),
          seconds,
          seed);
      return wrong;
    }
  }

  /** Two channels, one at each site, with everybody in them, and a DM across the sites. */
  private void gather(LoadPeople load, FleetClients clients, ScheduledExecutorService later)
      throws Exception {
    for (int i = 0; i < PER_SITE * fleet.sites().size(); i++) {
      FleetStatus.Site site = fleet.sites().get(i % fleet.sites().size());
      var person = new Someone(site, load.member(i), clients, rooms, later, this::loses);
      person.comeBack();
      people.add(person);
    }
    for (int s = 0; s < fleet.sites().size(); s++) {
      Someone owner = people.get(s);
      RoomRef room = create(owner, "truth " + s, everybodyBut(owner));
      owners.put(room.roomId(), owner);
      members.get(room.roomId()).addAll(people.stream().map(Someone::account).toList());
    }
    Someone here = people.get(2);
    Someone there = people.get(3);
    RoomRef direct = create(here, "", new String[] {there.account()});
    members.get(direct.roomId()).addAll(Set.of(here.account(), there.account()));
    for (Someone person : people) {
      rooms.values().stream().filter(room -> isIn(room, person)).forEach(person::follow);
    }
    Awaitility.await()
        .atMost(UNTIL_QUIET)
        .until(() -> people.stream().allMatch(Someone::hasRead) && differencesNow().isEmpty());
  }

  private boolean loses() {
    return begun && losesEvery > 0 && events.incrementAndGet() % losesEvery == 0;
  }

  private RoomRef create(Someone owner, String name, String[] others) throws Exception {
    String siteId = owner.site().id();
    var reply = owner.client().rooms().create(siteId, name, Invited.users(others)).orThrow();
    var room = new RoomRef(reply.roomId(), siteId);
    members.put(room.roomId(), ConcurrentHashMap.newKeySet());
    rooms.put(room.roomId(), room);
    return room;
  }

  private String[] everybodyBut(Someone owner) {
    return people.stream()
        .filter(person -> person != owner)
        .map(Someone::account)
        .toArray(String[]::new);
  }

  private boolean isIn(RoomRef room, Someone person) {
    return members.get(room.roomId()).contains(person.account());
  }

  /** Events are under way for a moment. */
  private List<String> settled() throws Exception {
    try {
      Awaitility.await()
          .atMost(losesEvery > 0 ? A_MOMENT : UNTIL_QUIET)
          .until(() -> people.stream().allMatch(Someone::hasRead) && differencesNow().isEmpty());
      return List.of();
    } catch (ConditionTimeoutException e) {
      return differencesNow();
    }
  }

  private List<String> differencesNow() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (RoomRef room : rooms.values()) {
      Map<String, Ledger.Shown> all = null;
      for (Someone person : people) {
        if (isIn(room, person)) {
          Map<String, Ledger.Shown> history = person.history(room).shown(room.roomId());
          compare(person.account() + " live", shown(person, room, history), history, wrong);
          if (all == null) {
            all = history; // the owner's, or anybody's in a DM: whole
          }
          compare(person.account() + " history", only(all, history), history, wrong);
        }
      }
    }
    return wrong;
  }

  /**
   * Without what the history hides: answers whose question is hidden, and what is older than all
   * that it shows, which somebody may have from an earlier time in the room.
   */
  private static Map<String, Ledger.Shown> shown(
      Someone person, RoomRef room, Map<String, Ledger.Shown> history) {
    long oldest =
        history.values().stream().mapToLong(Ledger.Shown::createdAt).min().orElse(Long.MAX_VALUE);
    return person.ledger().shown(room.roomId()).entrySet().stream()
        .filter(e -> e.getValue().createdAt() >= oldest)
        .filter(
            e -> {
              String parent = e.getValue().parentId();
              return parent.isEmpty() || history.containsKey(parent);
            })
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, Ledger.Shown> only(
      Map<String, Ledger.Shown> all, Map<String, Ledger.Shown> wanted) {
    return all.entrySet().stream()
        .filter(e -> wanted.containsKey(e.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void compare(
      String who,
      Map<String, Ledger.Shown> has,
      Map<String, Ledger.Shown> history,
      List<String> wrong) {
    Set<String> ids = new TreeSet<>(has.keySet());
    ids.addAll(history.keySet());
    for (String id : ids) {
      Ledger.Shown one = has.get(id);
      Ledger.Shown other = history.get(id);
      if (one == null || !one.equals(other)) {
        wrong.add("%s, %s: %s, in the history %s".formatted(who, id, one, other));
      }
    }
  }
}
