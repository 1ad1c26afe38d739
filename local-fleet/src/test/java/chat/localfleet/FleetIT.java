package chat.localfleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.ChatLogin;
import chat.client.ClientOptions;
import chat.localfleet.demo.Demo;
import chat.localfleet.demo.Sabotage;
import chat.localfleet.findable.Breaks;
import chat.localfleet.findable.Findable;
import chat.localfleet.truth.OneTruth;
import chat.localservers.Checkout;
import chat.localservers.ProcessMark;
import chat.roomcrypto.RoomCrypto;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two whole sites, as {@code ./chat up} starts them, in a data folder of their own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetIT {
  private static final Checkout CHECKOUT = Main.checkout();
  private static final FleetFolder FOLDER =
      new FleetFolder(CHECKOUT.root().resolve(".data/test-fleet"));
  private static final Progress SILENT = new Progress(new PrintStream(new ByteArrayOutputStream()));
  private static Fleet fleet;

  @BeforeAll
  static void start() throws Exception {
    removeData();
    fleet = newFleet();
    fleet.start();
  }

  @AfterAll
  static void stop() throws IOException {
    fleet.close();
    removeData();
  }

  private static Fleet newFleet() throws Exception {
    return new Fleet(
        new Fleet.Plan(List.of("north", "south"), false),
        FOLDER,
        CHECKOUT,
        Clock.systemUTC(),
        SILENT);
  }

  private static void removeData() throws IOException {
    if (Files.exists(FOLDER.root())) {
      try (Stream<Path> files = Files.walk(FOLDER.root())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Demo.Result play(Sabotage sabotage) throws Exception {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Demo(StatusFile.read(FOLDER.status()), sabotage, Clock.systemUTC(), out, false)
        .play();
  }

  @Test
  @Order(1)
  void status_tellsWhatAnyClientNeedsToConnect() throws Exception {
    FleetStatus status = StatusFile.read(FOLDER.status());

    assertThat(status.sites()).extracting(FleetStatus.Site::id).containsExactly("north", "south");
    for (FleetStatus.Site site : status.sites()) {
      assertThat(site.services())
          .extracting(FleetStatus.Service::name)
          .containsExactlyInAnyOrderElementsOf(ServiceCatalog.names());
      assertThat(site.services()).allMatch(FleetStatus.Service::ready);
      assertThat(site.servers()).hasSize(6).allMatch(server -> server.pid() > 0);
      assertThat(Path.of(site.authSigningKey())).isReadable();
      assertThat(site.auth()).startsWith("http://127.0.0.1:");
      assertThat(site.oidcIssuer()).startsWith("http://127.0.0.1:");
      assertThat(site.oidcToken()).as("never in the file").isNull();
      try (Connection connection =
          Nats.connect(
              Options.builder()
                  .server(site.nats())
                  .authHandler(Nats.credentials(site.natsCreds()))
                  .build())) {
        assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      }
    }
  }

  @Test
  @Order(2)
  void demo_passesWithAtLeastTwentyFiveChecks() throws Exception {
    Demo.Result result = play(Sabotage.NONE);

    assertThat(result.failure()).isEmpty();
    assertThat(result.passed()).isGreaterThanOrEqualTo(25);
  }

  @ParameterizedTest
  @Order(3)
  @CsvSource({
    "KEY, Alice opens it",
    "INBOX, Mallory heard nobody's reply",
    "STORE, both messages are in the history"
  })
  void demo_noticesASabotageAtTheRightCheck(Sabotage sabotage, String check) throws Exception {
    assertThat(play(sabotage).failure()).startsWith(check);
  }

  /** {@code -Dsearch.rounds=N} for a longer form, {@code -Dsearch.seed=S} for one that failed. */
  @Test
  @Order(3)
  void search_findsWhatMembershipSays() throws Exception {
    long seed = Long.getLong("search.seed", System.nanoTime());
    FleetStatus status = StatusFile.read(FOLDER.status());
    try (var findable = new Findable(status, seed, Clock.systemUTC())) {
      for (int round = 0; round < Integer.getInteger("search.rounds", 1); round++) {
        System.out.println("search property, seed " + (seed + round * 1000L));
        findable.holds(seed + round * 1000L);
      }
      System.out.println("search property: " + findable.summary());
    }
  }

  @Test
  @Order(3)
  void search_thatFindsSomethingElse_isNoticed() throws Exception {
    try (var breaks = new Breaks(StatusFile.read(FOLDER.status()), Clock.systemUTC())) {
      for (Breaks.Noticed noticed : breaks.notice()) {
        System.out.println("search property: " + noticed);
        assertThat(noticed.disagreements()).as(noticed.what()).isNotEmpty();
      }
    }
  }

  /**
   * {@code -Dtruth.operations=1000} tells a longer story, {@code -Dtruth.seed=n} the same again.
   */
  @Test
  @Order(4)
  void whatEverybodyHeardAndReadAgain_isWhatTheHistoryHas() throws Exception {
    assertThat(truth(Integer.getInteger("truth.operations", 150), 0)).isEmpty();
  }

  @Test
  @Order(4)
  void whatEverybodyHeardButForAFewEvents_isNoticed() throws Exception {
    assertThat(truth(40, 20)).isNotEmpty();
  }

  private static List<String> truth(int operations, int losesEvery) throws Exception {
    long seed = Long.getLong("truth.seed", System.nanoTime());
    FleetStatus status = StatusFile.read(FOLDER.status());
    Clock clock = Clock.systemUTC();
    return new OneTruth(status, seed, operations, losesEvery, clock, System.out).differences();
  }

  private static String listsRooms(FleetStatus.Site site, String url, String account)
      throws Exception {
    ChatLogin login = FleetLogins.logIn(site, account, Clock.systemUTC());
    try (ChatClient client =
        ChatClient.connect(
            new ClientOptions(url, login), RoomCrypto.best(), Clock.systemUTC(), _ -> {})) {
      return client.rooms().list() instanceof Answer.Given<?> ? login.user().engName() : "refused";
    }
  }

  @Test
  @Order(4)
  void login_leadsFromTheFormToARequestOverWebSocket_atEverySite() throws Exception {
    for (FleetStatus.Site site : StatusFile.read(FOLDER.status()).sites()) {
      assertThat(listsRooms(site, site.natsWebsocket(), "dmitri")).isEqualTo("Dmitri Orlov");
    }
  }

  @Test
  @Order(4)
  void login_isForPeopleOfTheOrganisationAlone() throws Exception {
    FleetStatus.Site site = StatusFile.read(FOLDER.status()).sites().getFirst();

    for (String account : List.of("nobody", "north.bot", "*", ">", "", "ALICE")) {
      assertThatThrownBy(() -> FleetLogins.logIn(site, account, Clock.systemUTC()))
          .as(account)
          .isInstanceOf(FleetException.class)
          .hasMessageContaining("does not know " + account);
    }
  }

  @Test
  @Order(4)
  void tokensThatTheIssuerDidNotMakeSo_areRefused() throws Exception {
    FleetStatus.Site site = StatusFile.read(FOLDER.status()).sites().getFirst();
    String good = FleetLogins.ssoToken(site, "alice");
    String[] parts = good.split("\\.");

    assertThat(FleetLogins.logInWith(site, good, Clock.systemUTC()).user().account())
        .isEqualTo("alice");
    for (String bad :
        List.of(
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1] + "." + parts[2].substring(1),
            "eyJhbGciOiJub25lIn0." + parts[1] + ".",
            "eyJhbGciOiJIUzI1NiJ9." + parts[1] + "." + parts[2])) {
      assertThatThrownBy(() -> FleetLogins.logInWith(site, bad, Clock.systemUTC()))
          .hasMessage("invalid SSO token");
    }
  }

  @Test
  @Order(5)
  void restartedIssuer_hasAnotherKey_andLoginsGoOn() throws Exception {
    FleetStatus.Site site = StatusFile.read(FOLDER.status()).sites().getFirst();
    assertThat(listsRooms(site, site.nats(), "alice")).isEqualTo("Alice Moreau");
    String old = FleetLogins.ssoToken(site, "alice");
    ProcessHandle issuer =
        ProcessMark.read(FOLDER.issuer().resolve("server.pid"))
            .flatMap(ProcessMark::find)
            .orElseThrow();
    issuer.destroyForcibly();
    issuer.onExit().get();

    fleet.heal();

    assertThat(listsRooms(site, site.nats(), "alice")).isEqualTo("Alice Moreau");
    assertThatThrownBy(() -> FleetLogins.logInWith(site, old, Clock.systemUTC()))
        .hasMessage("invalid SSO token");
  }

  @Test
  @Order(6)
  void killedServices_areStartedAgain() throws Exception {
    FleetStatus before = StatusFile.read(FOLDER.status());
    long pid = before.sites().getFirst().services().getFirst().pid();
    ProcessHandle services = ProcessHandle.of(pid).orElseThrow();
    services.destroyForcibly();
    services.onExit().get();

    fleet.heal();

    FleetStatus after = StatusFile.read(FOLDER.status());
    assertThat(after.sites().getFirst().services()).allMatch(FleetStatus.Service::ready);
    assertThat(after.sites().getFirst().services().getFirst().pid()).isNotEqualTo(pid);
  }

  @Test
  @Order(7)
  void everything_survivesARestart() throws Exception {
    fleet.close();
    assertThat(Files.exists(FOLDER.status())).isFalse();
    fleet = newFleet();
    fleet.start();

    Demo.Result result = play(Sabotage.NONE);
    assertThat(result.failure()).isEmpty();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(StatusFile.read(FOLDER.status()).sites())
                    .allSatisfy(
                        site -> assertThat(site.services()).allMatch(FleetStatus.Service::ready)));
  }
}
