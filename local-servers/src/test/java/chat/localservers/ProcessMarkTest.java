package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessMarkTest {

  @TempDir private Path temp;

  @Test
  void written_isReadAgain() throws Exception {
    Path file = temp.resolve("server.pid");
    var mark = ProcessMark.of(ProcessHandle.current());
    mark.write(file);

    assertThat(ProcessMark.read(file)).contains(mark);
    assertThat(mark.find()).contains(ProcessHandle.current());
  }

  @Test
  void numberOfAnotherProcess_isNotFound() {
    var now = ProcessMark.of(ProcessHandle.current());
    var earlier = new ProcessMark(now.pid(), now.startMillis() - 60_000);

    assertThat(earlier.find()).isEmpty();
  }

  @Test
  void endedProcess_isNotFound() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    var mark = ProcessMark.of(process.toHandle());
    process.destroyForcibly().waitFor();

    assertThat(mark.find()).isEmpty();
  }

  @Test
  void noFile_isEmpty() throws Exception {
    assertThat(ProcessMark.read(temp.resolve("absent"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "12 x", "12 13 14", "99999999999999999999 1"})
  void otherText_isEmpty(String text) throws Exception {
    assertThat(ProcessMark.read(Files.writeString(temp.resolve("pid"), text))).isEmpty();
  }
}
