package chat.localfleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localfleet.demo.Demo;
import chat.localfleet.demo.Sabotage;
import chat.localservers.Checkout;
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

  @Test
  @Order(4)
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
  @Order(5)
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
