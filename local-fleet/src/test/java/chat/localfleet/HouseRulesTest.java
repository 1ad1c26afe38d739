package chat.localfleet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds the house together (DESIGN §3): this module sees every other one. */
class HouseRulesTest {
  private static final List<String> SERVICES =
      ServiceCatalog.names().stream().map(HouseRulesTest::packageOf).toList();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("chat");

  /** {@code room-service} lives in {@code chat.roomservice}; one service has a shorter package. */
  private static String packageOf(String service) {
    return "chat." + service.replace("message-gatekeeper", "gatekeeper").replace("-", "");
  }

  @Test
  void everyService_isAmongTheClassesThatTheRulesSee() {
    for (String service : SERVICES) {
      assertThat(CLASSES.stream().map(JavaClass::getPackageName)).contains(service);
    }
  }

  @Test
  void services_dependOnSharedModulesNeverOnEachOther() {
    for (String service : SERVICES) {
      String[] others =
          SERVICES.stream()
              .filter(s -> !s.equals(service))
              .map(s -> s + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(service + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(CLASSES);
    }
  }

  @Test
  void sharedModules_dependOnNoServiceAndOnNoTool() {
    String[] services = SERVICES.stream().map(s -> s + "..").toArray(String[]::new);
    var shared =
        new String[] {
          "chat.model..",
          "chat.runtime..",
          "chat.stores..",
          "chat.roomcrypto..",
          "chat.roomkeystore..",
          "chat.roomkeysender..",
          "chat.client.."
        };
    noClasses()
        .that()
        .resideInAnyPackage(shared)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(services)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(shared)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("chat.localservers..", "chat.localfleet..")
        .check(CLASSES);
  }

  @Test
  void modules_haveNoCycles() {
    slices().matching("chat.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void model_doesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage("chat.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "io.nats..", "com.mongodb..")
        .check(CLASSES);
  }

  @Test
  void clocks_areHandedIn() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .and()
        .resideOutsideOfPackage("chat.localservers..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("chat.localfleet..", "chat.localservers..", "chat.runtime..")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .check(CLASSES);
  }

  @Test
  void environment_isReadByTheProcessAloneAndHandedOn() {
    noClasses()
        .that()
        .resideOutsideOfPackages("chat.localfleet..", "chat.localservers..")
        .and()
        .doNotHaveSimpleName("ServiceProcess")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(CLASSES);
  }

  @Test
  void handlers_knowNoNats() {
    String[] services = SERVICES.stream().map(s -> s + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(services)
        .and()
        .doNotHaveSimpleName("Main")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("io.nats..")
                .and(
                    DescribedPredicate.not(
                        JavaClass.Predicates.belongToAnyOf(NKey.class, JwtUtils.class))))
        // keys and tokens, which auth-service makes, need no connection
        .check(CLASSES);
  }

  @Test
  void tests_neverSleep() throws IOException {
    try (Stream<Path> files = Files.walk(Main.checkout().root())) {
      List<Path> sleeping =
          files
              .filter(
                  f -> f.toString().contains("/src/test/java/") && f.toString().endsWith(".java"))
              .filter(f -> !f.endsWith("HouseRulesTest.java"))
              // there it is the life of a child process that the test kills
              .filter(f -> !f.endsWith("ParentWatchIT.java"))
              .filter(HouseRulesTest::sleeps)
              .toList();
      assertThat(sleeping).isEmpty();
    }
  }

  private static boolean sleeps(Path file) {
    try {
      return Files.readString(file).contains("Thread.sleep(");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
