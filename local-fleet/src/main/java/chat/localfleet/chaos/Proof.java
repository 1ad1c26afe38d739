package chat.localfleet.chaos;

import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.RunningFleet;
import chat.localfleet.deadletters.DeadLetterBox;
import chat.localfleet.load.Backlog;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What must hold when it is over, checked from outside. */
final class Proof {
  private static final long SETTLE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Party party;
  private final List<Chaos.Outage> outages;
  private final String prefix;
  private final List<String> lettersBefore;
  private final PrintStream out;
  private int failed;

  Proof(
      Party party,
      List<Chaos.Outage> outages,
      String prefix,
      List<String> lettersBefore,
      PrintStream out) {
    this.party = party;
    this.outages = outages;
    this.prefix = prefix;
    this.lettersBefore = List.copyOf(lettersBefore);
    this.out = out;
  }

  boolean holds() throws Exception {
    List<Said> said = party.conversation().said();
    settles("nothing is pending in any consumer", this::pending);
    settles("every acknowledged message is in the history once", () -> notOnceInHistory(said));
    settles("every follower got every message live, or could re-read it", () -> missed(said));
    List<String> given = deadLetters();
    given.removeAll(lettersBefore);
    check("no message was given up", summary(given));
    settles("both sites agree on every member", this::disagreements);
    check("exactly those are in who were let in and not removed", wrongMembers());
    check("every process is there and ready", gone());
    out.printf(
        "%d messages acknowledged, %d without an answer, %d changes of membership, %d reconnects,"
            + " %d events not opened%n",
        said.size(),
        party.conversation().unanswered(),
        party.walk().changes(),
        party.followers().stream().mapToLong(Follower::reconnects).sum(),
        party.followers().stream().mapToLong(Follower::locked).sum());
    out.println(failed == 0 ? "chaos passed" : "chaos failed: " + failed + " checks");
    return failed == 0;
  }

  /** Tried until it holds: what is on its way when the load ends must be let arrive. */
  private void settles(String name, Callable<String> problem) throws Exception {
    long end = System.nanoTime() + SETTLE_NANOS;
    String found = problem.call();
    while (!found.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(1_000);
      found = problem.call();
    }
    check(name, found);
  }

  private void check(String name, String problem) {
    if (problem.isEmpty()) {
      out.println("  ✓ " + name);
    } else {
      failed++;
      out.println("  ✗ " + name + ": " + problem);
    }
  }

  private String pending() throws Exception {
    try (var backlog = new Backlog(RunningFleet.status())) {
      Map<String, Long> pending = backlog.pending();
      return pending.isEmpty() ? "" : pending.toString();
    }
  }

  private String notOnceInHistory(List<Said> said) throws Exception {
    List<String> wrong = new ArrayList<>();
    Map<String, List<String>> inHistory = histories();
    for (Said one : said) {
      long times =
          inHistory.getOrDefault(one.roomId(), List.of()).stream()
              .filter(id -> id.equals(one.messageId()))
              .count();
      if (times != 1) {
        wrong.add(one.messageId() + " " + times + " times");
      }
    }
    return summary(wrong);
  }

  /** Per room, as one member reads it. */
  private Map<String, List<String>> histories() throws InterruptedException {
    Map<String, List<String>> histories = new HashMap<>();
    for (RoomRef room : party.rooms()) {
      histories.put(room.roomId(), Follower.history(party.speakers().getFirst(), room));
    }
    return histories;
  }

  /** Only what was said while the wire was broken may be missing live, and must be readable. */
  private String missed(List<Said> said) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < party.followers().size(); i++) {
      Follower follower = party.followers().get(i);
      List<Said> missing = said.stream().filter(s -> !follower.heard(s.messageId())).toList();
      for (Said one : missing) {
        if (outages.stream().noneMatch(outage -> outage.covers(one))) {
          wrong.add(one.messageId() + " not live for follower " + i);
        }
      }
      wrong.addAll(unreadable(i, missing));
    }
    return summary(wrong);
  }

  private List<String> unreadable(int follower, List<Said> missing) throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    Map<String, List<Said>> byRoom = missing.stream().collect(Collectors.groupingBy(Said::roomId));
    for (RoomRef room : party.rooms()) {
      List<Said> here = byRoom.getOrDefault(room.roomId(), List.of());
      if (!here.isEmpty()) {
        var readable = Set.copyOf(Follower.history(party.speakers().get(follower), room));
        here.stream()
            .filter(one -> !readable.contains(one.messageId()))
            .forEach(one -> wrong.add(one.messageId() + " not readable for " + follower));
      }
    }
    return wrong;
  }

  /** Site, durable and number of every dead letter there is. */
  static List<String> deadLetters() throws Exception {
    List<String> letters = new ArrayList<>();
    for (FleetStatus.Site site : RunningFleet.status().sites()) {
      Options options =
          Options.builder()
              .server(site.nats())
              .authHandler(Nats.credentials(site.natsCreds()))
              .build();
      try (Connection nats = Nats.connect(options)) {
        new DeadLetterBox(nats, site.id())
            .list()
            .forEach(one -> letters.add(site.id() + " " + one.durable() + " " + one.sequence()));
      }
    }
    return letters;
  }

  private String disagreements() {
    List<String> wrong = new ArrayList<>();
    for (FleetStatus.Site home : party.fleet().sites()) {
      for (FleetStatus.Site living : party.fleet().sites()) {
        List<String> rooms =
            party.rooms().stream()
                .filter(room -> room.siteId().equals(home.id()))
                .map(RoomRef::roomId)
                .toList();
        var atHome = Membership.of(home, living.id(), rooms);
        var copies = Membership.of(living, living.id(), rooms);
        if (!atHome.equals(copies)) {
          Set<String> either = new TreeSet<>(atHome.keySet());
          either.addAll(copies.keySet());
          either.stream()
              .filter(key -> !Objects.equals(atHome.get(key), copies.get(key)))
              .forEach(
                  key ->
                      wrong.add(
                          "%s: %s at %s, %s at %s"
                              .formatted(
                                  key, atHome.get(key), home.id(), copies.get(key), living.id())));
        }
      }
    }
    return summary(wrong);
  }

  private String wrongMembers() {
    RoomRef room = party.rooms().getFirst();
    Set<String> there = new TreeSet<>();
    FleetStatus.Site home =
        party.fleet().sites().stream()
            .filter(site -> site.id().equals(room.siteId()))
            .findFirst()
            .orElseThrow();
    for (FleetStatus.Site living : party.fleet().sites()) {
      Membership.of(home, living.id(), List.of(room.roomId())).keySet().stream()
          .map(key -> key.split(" ", -1)[1])
          .filter(account -> account.startsWith(prefix))
          .forEach(there::add);
    }
    Set<String> wanted = new TreeSet<>(party.walk().inside());
    party.speakers().forEach(speaker -> wanted.add(speaker.account()));
    return there.equals(wanted) ? "" : there + " instead of " + wanted;
  }

  private static String gone() {
    return RunningFleet.status().sites().stream()
        .flatMap(site -> site.services().stream().filter(service -> !service.ready()))
        .map(FleetStatus.Service::name)
        .collect(Collectors.joining(", "));
  }

  private static String summary(List<String> wrong) {
    return wrong.isEmpty()
        ? ""
        : wrong.size() + ": " + String.join(", ", wrong.subList(0, Math.min(5, wrong.size())));
  }
}
