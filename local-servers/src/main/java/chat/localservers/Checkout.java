package chat.localservers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things lie in a checkout of this project after a build.
 *
 * @param root the folder with {@code mvnw} in it
 */
public record Checkout(Path root) {

  public Checkout {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The checkout that holds the folder.
   *
   * @throws IllegalStateException when neither it nor a folder above it is a checkout
   */
  public static Checkout around(Path folder) {
    for (Path here = folder.toAbsolutePath(); here != null; here = here.getParent()) {
      if (Files.exists(here.resolve("mvnw"))
          && Files.exists(here.resolve("local-servers/pom.xml"))) {
        return new Checkout(here);
      }
    }
    throw new IllegalStateException(folder + " does not lie in a checkout");
  }

  /** The Mongo node, a runnable jar. */
  public Path mongoNode() throws IOException {
    return runnable("mongo-node", "the Mongo node");
  }

  /** The issuer node, a runnable jar. */
  public Path issuerNode() throws IOException {
    return runnable("issuer-node", "the issuer node");
  }

  /** The search node, a runnable jar. */
  public Path searchNode() throws IOException {
    return runnable("search-node", "the search node");
  }

  /** The jars of the Cassandra node, sorted by name: a class archive depends on their order. */
  public List<Path> cassandraJars() throws IOException {
    List<Path> jars = jars(cassandraTarget().resolve("lib"));
    if (jars.isEmpty()) {
      throw notBuilt("the Cassandra node");
    }
    return jars;
  }

  /** The Cassandra node's own files: jvm.args, cassandra.yaml, logback.xml. */
  public Path cassandraFiles() {
    return root.resolve("local-servers/cassandra-node/src/cassandra");
  }

  Path cassandraTarget() {
    return root.resolve("local-servers/cassandra-node/target");
  }

  /** This module's classes and libraries, for a JVM of their own. */
  String classPath() {
    Path target = root.resolve("local-servers/target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw notBuilt("local-servers");
    }
    return target.resolve("classes") + File.pathSeparator + target.resolve("lib/*");
  }

  Path fetchScript() {
    return root.resolve("local-servers/fetch-servers.sh");
  }

  Path tools() {
    return root.resolve(".tools");
  }

  /** Data of the servers that tests use; whatever lies there may be deleted. */
  Path testServers() {
    return root.resolve(".data/test-servers");
  }

  private Path runnable(String module, String what) throws IOException {
    return jars(root.resolve("local-servers").resolve(module).resolve("target")).stream()
        .filter(jar -> jar.getFileName().toString().startsWith(module + "-"))
        .findFirst()
        .orElseThrow(() -> notBuilt(what));
  }

  private static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static IllegalStateException notBuilt(String what) {
    return new IllegalStateException(
        what + " is not built: run ./mvnw -q package -DskipTests -pl local-servers -am");
  }
}
