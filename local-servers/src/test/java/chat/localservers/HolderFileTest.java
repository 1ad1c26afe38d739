package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolderFileTest {

  private static final String URL = "http://127.0.0.1:1/x/";

  @TempDir private Path temp;

  @Test
  void written_isReadAgain_andIsPrivate() throws Exception {
    var holder = new HolderFile(ProcessMark.of(ProcessHandle.current()), URL);
    holder.write(temp);

    assertThat(HolderFile.read(temp)).contains(holder);
    assertThat(Files.getPosixFilePermissions(temp.resolve("holder")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void processGone_isEmpty() throws Exception {
    new HolderFile(new ProcessMark(ProcessHandle.current().pid(), 1), URL).write(temp);

    assertThat(HolderFile.read(temp)).isEmpty();
  }

  @Test
  void absentOrOtherText_isEmpty() throws Exception {
    assertThat(HolderFile.read(temp)).isEmpty();
    assertThat(HolderFile.parse("1 2\n")).isEmpty();
    assertThat(HolderFile.parse("1 2\nftp://x\n")).isEmpty();
  }
}
