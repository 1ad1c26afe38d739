package chat.localfleet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  @TempDir private Path folder;

  private List<TraceDifference> differences(String expected, String actual) throws IOException {
    Path theirs = Files.createDirectories(folder.resolve("theirs"));
    Path ours = Files.createDirectories(folder.resolve("ours"));
    Files.writeString(theirs.resolve("a.json"), "{\"test\":\"t\"," + expected + "}");
    Files.writeString(ours.resolve("b.json"), "{\"test\":\"t\"," + actual + "}");
    return Trace.readAll(theirs, "siteA", "siteB")
        .get("t")
        .differencesTo(Trace.readAll(ours, "north", "south").get("t"));
  }

  @Test
  void sites_areTheSameByTheirOrder() throws IOException {
    assertThat(
            differences(
                "\"streams\":{\"INBOX@siteA\":[\"outbox.siteA.to.siteB.x\"]}",
                "\"streams\":{\"INBOX@north\":[\"outbox.north.to.south.x\"]}"))
        .isEmpty();
  }

  @Test
  void missingField_isADifference() throws IOException {
    assertThat(differences("\"a\":{\"b\":1}", "\"a\":{}"))
        .containsExactly(new TraceDifference("/a/b", "1", ""));
  }

  @Test
  void additionalField_isADifference() throws IOException {
    assertThat(differences("\"a\":{}", "\"a\":{\"b\":null}"))
        .containsExactly(new TraceDifference("/a/b", "", "null"));
  }

  @Test
  void orderOfEvents_matters() throws IOException {
    assertThat(differences("\"a\":[1,2]", "\"a\":[2,1]")).hasSize(2);
  }

  @Test
  void orderOfAccounts_doesNot() throws IOException {
    assertThat(differences("\"accounts\":[\"x\",\"y\"]", "\"accounts\":[\"y\",\"x\"]")).isEmpty();
  }

  @Test
  void knownDifference_needsItsRow() throws IOException {
    Path known = Files.writeString(folder.resolve("known.tsv"), "test_a\t/joinedAt$\t03-7\n");
    Path rows =
        Files.writeString(folder.resolve("differences.md"), "| 03-7 | theirs | ours | mixed |\n");

    KnownDifferences differences = KnownDifferences.read(known, rows);

    assertThat(differences.rowOf("test_a.py::test_a", new TraceDifference("/x/joinedAt", "0", "1")))
        .contains("03-7");
    assertThat(differences.rowOf("test_a.py::test_a", new TraceDifference("/x/other", "0", "1")))
        .isEmpty();
    Path none = Files.writeString(folder.resolve("none.md"), "");
    assertThatThrownBy(() -> KnownDifferences.read(known, none)).isInstanceOf(IOException.class);
  }
}
