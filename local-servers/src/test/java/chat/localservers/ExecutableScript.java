package chat.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A shell script that stands in for a command in tests. */
final class ExecutableScript {

  private ExecutableScript() {}

  static Path printing(Path file, String line) throws IOException {
    return running(file, "echo '" + line + "'");
  }

  static Path running(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
