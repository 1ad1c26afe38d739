package chat.localfleet.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.SiteNumber;
import chat.localservers.TestSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sites that cannot talk for a while go on each for itself, and agree when they can again: on
 * who is in which room, with which roles, since when and under which name, and on the rooms' keys.
 * {@code -Dcut.seconds=60} cuts for longer, {@code -Dcut.seed=n} makes the same changes again.
 */
@LocalServers
class AgreementAfterCutIT {
  private static final long SECONDS = Long.getLong("cut.seconds", 5);
  private static final long SEED = Long.getLong("cut.seed", System.nanoTime());
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(250);

  private TwoSites sites;
  private Changes changes;

  @Test
  void sitesAgree_whenTheyCanTalkAgain(
      @SiteNumber(1) TestSite one, @SiteNumber(2) TestSite two, @TempDir Path folder)
      throws Exception {
    var replicating = Map.of("ROOM_KEY_REPLICATION_ENABLED", "true");
    try (var both = new TwoSites(one, two, folder, replicating)) {
      sites = both;
      changes = new Changes(SEED, sites);
      awaitAgreement();
      changeFor(Duration.ofSeconds(2)); // while everything is well
      awaitAgreement();
      cutAndHeal();
    }
  }

  private void cutAndHeal() throws Exception {
    int before = changes.made();
    sites.cut();
    Map<String, Long> arrived = arrived();
    changeFor(Duration.ofSeconds(SECONDS));
    await().atMost(LIMIT).pollInterval(LOOK).until(() -> jobsLeft() == 0);
    assertThat(arrived()).as("events that came through the cut").isEqualTo(arrived);
    assertThat(isAgreed()).as("agreed while cut off").isFalse();

    long healed = System.nanoTime();
    sites.heal();
    awaitAgreement();
    double seconds = (System.nanoTime() - healed) / 1e9;

    System.out.printf(
        "cut of %d s: %d changes, %d events replayed, agreed %.1f s after healing, seed %d%n",
        SECONDS,
        changes.made() - before,
        arrived().values().stream().mapToLong(Long::longValue).sum()
            - arrived.values().stream().mapToLong(Long::longValue).sum(),
        seconds,
        SEED);
    assertMade(sites.north, sites.south);
    assertMade(sites.south, sites.north);
    assertThat(sites.north.deadLetters() + sites.south.deadLetters()).as("given up").isZero();
  }

  private void changeFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await()
        .atMost(time.plus(LIMIT))
        .pollInterval(PACE)
        .until(
            () -> {
              changes.makeOne();
              return System.nanoTime() >= end;
            });
  }

  private void awaitAgreement() {
    await().atMost(LIMIT).pollInterval(LOOK).until(this::isAgreed);
  }

  private boolean isAgreed() throws Exception {
    return jobsLeft() == 0 && agreed(sites.north, sites.south) && agreed(sites.south, sites.north);
  }

  private long jobsLeft() throws Exception {
    return sites.north.waiting() + sites.south.waiting();
  }

  /** Nothing is under way, nothing got lost, and what is stored is the same. */
  private boolean agreed(Site home, Site other) throws Exception {
    return other.arrived() == home.sentTo(other.id)
        && home.members(home.id, other.id).equals(other.members(home.id, other.id))
        && changes.roomsWithMembers(home, other).stream()
            .allMatch(room -> home.keys.get(room).equals(other.keys.get(room)));
  }

  private Map<String, Long> arrived() throws Exception {
    return Map.of("north", sites.north.arrived(), "south", sites.south.arrived());
  }

  /** The sites agree on what was asked for, not on less. */
  private void assertMade(Site home, Site other) {
    Map<String, Boolean> owners = new TreeMap<>();
    other
        .members(home.id, other.id)
        .forEach((member, stored) -> owners.put(member, stored.contains("owner")));
    assertThat(owners).isEqualTo(changes.expected(home, other));
  }
}
