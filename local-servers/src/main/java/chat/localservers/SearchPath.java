package chat.localservers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders in which this machine looks for commands. */
record SearchPath(List<Path> folders) {

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  /**
   * The {@code PATH} of the environment, and the folder for servers that users often lack in it.
   */
  static SearchPath of(Map<String, String> environment) {
    var path = SEPARATOR.splitAsStream(environment.getOrDefault("PATH", ""));
    return new SearchPath(
        Stream.concat(path, Stream.of("/usr/sbin"))
            .filter(folder -> !folder.isBlank())
            .distinct()
            .map(Path::of)
            .toList());
  }

  /** All executables of this name, in the order of the path. */
  Stream<Path> find(String name) {
    return folders.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable);
  }
}
