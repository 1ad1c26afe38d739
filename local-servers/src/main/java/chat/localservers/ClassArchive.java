package chat.localservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The archive of loaded classes that all nodes of one kind share, so that they start in two thirds
 * of the time. It is written by one node when that is stopped, which takes up to ten seconds.
 */
final class ClassArchive {

  private final Path shared;
  private final Path own;
  private final boolean makes;

  /**
   * @param target build folder of the node, where the archive lies: it ends with the jars it is of
   * @param javaHome an archive fits one build of the JDK only; with another it is ignored
   * @param folder of the node that may write it
   * @param makes writes the archive if there is none yet
   */
  ClassArchive(Path target, Path javaHome, Path folder, boolean makes) {
    shared = target.resolve("classes-" + javaHome.getFileName() + ".jsa");
    own = folder.resolve("classes.jsa");
    this.makes = makes;
  }

  /** For the command line of a node. */
  List<String> options() {
    if (Files.exists(shared)) {
      return List.of("-XX:SharedArchiveFile=" + shared);
    }
    return makes ? List.of("-XX:ArchiveClassesAtExit=" + own) : List.of();
  }

  /** Hands on what the node wrote; call it when its process has ended. */
  void publish() {
    try {
      if (Files.exists(own) && !Files.exists(shared)) {
        Files.move(own, shared, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (FileSystemException _) {
      // another node was quicker, or the data lies on another disk: the next start is slower
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
