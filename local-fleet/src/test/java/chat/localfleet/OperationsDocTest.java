package chat.localfleet;

import static org.assertj.core.api.Assertions.assertThat;

import chat.runtime.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The environment tables of docs/operations.md are what the {@code Config}s say. After a change of
 * one run this test with {@code -Ddocs.update=true}.
 */
class OperationsDocTest {
  private static final Path DOC = Main.checkout().root().resolve("docs/operations.md");

  static Iterable<String> services() {
    return ServiceCatalog.names();
  }

  @ParameterizedTest
  @MethodSource("services")
  void environmentTable_isTheOneOfTheConfig(String service) throws IOException {
    String doc = Files.readString(DOC);
    String start = "<!-- env " + service + " -->\n";
    String end = "<!-- end -->";
    String table = ServiceProcess.table(ServiceCatalog.named(service).config());
    assertThat(doc).as("docs/operations.md has a place for %s", service).contains(start);
    int from = doc.indexOf(start) + start.length();
    int to = doc.indexOf(end, from);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(DOC, doc.substring(0, from) + table + doc.substring(to));
    } else {
      assertThat(doc.substring(from, to)).isEqualTo(table);
    }
  }

  @Test
  void everyAddition_isNamed() throws IOException {
    assertThat(Files.readString(DOC))
        .contains("NATS_INBOX_PREFIX", "KEY_GET_SHARED_INBOX", "HEALTH_ADDR");
  }
}
