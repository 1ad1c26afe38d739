package chat.localfleet.sites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.SiteNumber;
import chat.localservers.TestSite;
import chat.model.AddMembersRequest;
import chat.model.CreateRoomRequest;
import chat.model.HistoryChoice;
import chat.model.HistoryMode;
import chat.model.RemoveMemberRequest;
import chat.model.RoomJob;
import chat.model.RoomType;
import chat.model.Subjects;
import chat.model.User;
import chat.roomcrypto.VersionedRoomKey;
import io.nats.client.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of room keys between two sites (04 §12), from the job to the other site's Valkey. */
@LocalServers
class KeyCopiesIT {
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final String ROOM = "copied";
  private static final String NORTH = "north";
  private static final String ASK = Subjects.replicateKey(NORTH);

  private final TestSite one;
  private final TestSite two;

  KeyCopiesIT(@SiteNumber(1) TestSite one, @SiteNumber(2) TestSite two) {
    this.one = one;
    this.two = two;
  }

  private TwoSites sites(Path folder, boolean copies) throws Exception {
    var sites =
        new TwoSites(
            one, two, folder, Map.of("ROOM_KEY_REPLICATION_ENABLED", Boolean.toString(copies)));
    List<User> people =
        List.of(
            TwoSites.person("dora", NORTH),
            TwoSites.person("kenji", NORTH),
            TwoSites.person("nina", NORTH),
            TwoSites.person("erin", "south"),
            TwoSites.person("olga", "south"));
    sites.north.people(people);
    sites.south.people(people);
    sites.north.keys.delete(ROOM); // servers are shared between the tests
    sites.south.keys.delete(ROOM);
    sites.north.giveKey(ROOM);
    return sites;
  }

  private static void create(TwoSites sites, String... members) throws Exception {
    sites.north.accept(
        RoomJob.CREATE,
        new CreateRoomRequest(
            "Crew",
            List.of(members),
            List.of(),
            List.of(),
            List.of(members),
            List.of(),
            ROOM,
            "u-dora",
            "dora",
            Clock.systemUTC().millis()));
  }

  private static void remove(TwoSites sites, String account) throws Exception {
    sites.north.accept(
        RoomJob.MEMBER_REMOVE,
        new RemoveMemberRequest(
            ROOM, "dora", account, "", Clock.systemUTC().millis(), RoomType.CHANNEL));
  }

  private static void add(TwoSites sites, String account) throws Exception {
    sites.north.accept(
        RoomJob.MEMBER_ADD,
        new AddMembersRequest(
            ROOM,
            List.of(account),
            List.of(),
            List.of(),
            new HistoryChoice(HistoryMode.ALL),
            "u-dora",
            "dora",
            Clock.systemUTC().millis()));
  }

  private static void awaitSameKey(TwoSites sites, long version) {
    await()
        .atMost(WAIT)
        .untilAsserted(
            () -> {
              VersionedRoomKey home = sites.north.keys.get(ROOM).orElseThrow();
              assertThat(home.version()).isEqualTo(version);
              assertThat(sites.south.keys.get(ROOM)).contains(home);
            });
  }

  private static String ask(Site from, String body) throws Exception {
    return new String(from.nats().request(ASK, body.getBytes(UTF_8), WAIT).getData(), UTF_8);
  }

  @Test
  void copyFollowsTheHomeSite_throughJoiningAndLeaving(@TempDir Path folder) throws Exception {
    try (var sites = sites(folder, true)) {
      Queue<Message> asked = new ConcurrentLinkedQueue<>();
      sites.north.nats().createDispatcher(asked::add).subscribe(ASK);
      sites.north.nats().flush(WAIT);

      create(sites, "erin", "kenji");
      awaitSameKey(sites, 0);
      remove(sites, "kenji"); // the south has nobody but survivors
      awaitSameKey(sites, 1);
      add(sites, "olga"); // the copy is there, and how old it is can only be asked
      await().atMost(WAIT).until(() -> sites.south.members(NORTH, "olga").size() == 1);
      await().atMost(WAIT).until(() -> asked.size() == 3);
      remove(sites, "erin");
      awaitSameKey(sites, 2);
      remove(sites, "olga"); // the last of the south
      awaitSameKey(sites, 3);
      add(sites, "nina");
      remove(sites, "nina"); // of which the south hears nothing
      await().atMost(WAIT).until(() -> sites.north.keys.get(ROOM).orElseThrow().version() == 4);
      add(sites, "erin"); // and back: an old copy would be of no use
      awaitSameKey(sites, 4);

      assertThat(asked)
          .allSatisfy(
              question -> {
                assertThat(new String(question.getData(), UTF_8))
                    .isEqualTo("{\"roomId\":\"copied\"}");
                assertThat(question.getHeaders().getFirst("X-Request-ID")).hasSize(36);
                assertThat(question.getHeaders().size()).isEqualTo(1);
              });
      assertThat(sites.south.deadLetters()).isZero();
      assertAnswers(sites);
    }
  }

  private static void assertAnswers(TwoSites sites) throws Exception {
    assertThat(ask(sites.south, "{")).isEqualTo("{\"error\":\"invalid request\"}");
    assertThat(ask(sites.south, "")).isEqualTo("{\"error\":\"invalid request\"}");
    assertThat(ask(sites.south, "{\"roomId\":\"nowhere\"}"))
        .isEqualTo("{\"error\":\"room key not found\"}");
    assertThat(ask(sites.south, "{\"roomId\":\"copied\"}"))
        .startsWith("{\"roomId\":\"copied\",\"version\":4,\"publicKey\":\"")
        .contains("\"privateKey\":\"", "\"timestamp\":");
  }

  @Test
  void switchedOff_nothingIsCopiedAndNobodyAnswers(@TempDir Path folder) throws Exception {
    try (var sites = sites(folder, false)) {
      create(sites, "erin", "kenji");
      remove(sites, "kenji");
      add(sites, "olga");
      await().atMost(WAIT).until(() -> sites.south.members(NORTH, "olga").size() == 1);

      assertThat(sites.south.keys.get(ROOM)).isEmpty();
      assertThat(sites.north.sentTo("south")).as("events of two joinings").isEqualTo(2);
      assertThat(sites.south.nats().request(ASK, new byte[0], Duration.ofSeconds(2))).isNull();
    }
  }
}
