package chat.localfleet;

import chat.localservers.ServerProcess;
import chat.model.Json;
import chat.model.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One JVM with services of a site in it, started with the flags that measurements chose. */
final class ServiceJvm implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(90);

  private final String siteId;
  private final String name;
  private final List<String> services;
  private final Path folder;
  private final Map<String, String> environment;
  private final JvmCommand command;
  private @Nullable ServerProcess process;

  /**
   * @param name {@code services} when all services share the JVM, else the name of the one in it
   */
  ServiceJvm(
      String siteId,
      String name,
      List<String> services,
      Path folder,
      Map<String, String> environment,
      JvmCommand command) {
    this.siteId = siteId;
    this.name = name;
    this.services = List.copyOf(services);
    this.folder = folder;
    this.environment = environment;
    this.command = command;
  }

  /** Returns when every service of it is ready. */
  void start(Progress progress) throws IOException, InterruptedException {
    forgetLastRun();
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(services);
    process =
        ServerProcess.start(
            folder, command.of(ServiceHost.class, services.size(), arguments), environment);
    process.awaitReady(() -> running().size() == services.size(), READY_LIMIT);
    for (ServiceHost.Running service : running()) {
      process.awaitReady(() -> Readiness.ready(service.health()), READY_LIMIT);
      progress.line(siteId, service.name(), "ready, health on " + service.health());
    }
  }

  String siteId() {
    return siteId;
  }

  String name() {
    return name;
  }

  boolean alive() {
    return process != null && process.alive();
  }

  /** The services that are up, as they wrote it themselves. */
  List<ServiceHost.Running> running() throws IOException {
    return readRunning(folder);
  }

  static List<ServiceHost.Running> readRunning(Path folder) throws IOException {
    List<ServiceHost.Running> running = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return running;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        running.add(Json.read(Files.readAllBytes(file), ServiceHost.Running.class));
      }
    } catch (MalformedJsonException e) {
      throw new IOException("unreadable state in " + folder, e);
    }
    return running;
  }

  private void forgetLastRun() throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
