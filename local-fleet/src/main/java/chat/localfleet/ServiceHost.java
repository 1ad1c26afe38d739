package chat.localfleet;

import chat.model.Json;
import chat.runtime.Env;
import chat.runtime.ServiceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The process in which services of one site run: all of them, or one. Each has its own connections,
 * telemetry and health address; a service that is up writes {@code NAME.json} into the run folder.
 *
 * <p>Arguments: run folder, then service names.
 */
final class ServiceHost {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceHost.class);

  /** What a running service leaves for the status. */
  record Running(String name, long pid, String health) {}

  private ServiceHost() {}

  public static void main(String[] args) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Path runFolder = Path.of(args[0]);
    List<ServiceContext> running = new ArrayList<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running)));
    try {
      Files.createDirectories(runFolder);
      List<Tasks.Action> starts = new ArrayList<>();
      for (String name : List.of(args).subList(1, args.length)) {
        starts.add(() -> start(ServiceCatalog.named(name), runFolder, running));
      }
      Tasks.allOf(starts);
      new CountDownLatch(1).await();
    } catch (IOException | RuntimeException e) {
      LOG.atError().setCause(e).log("start failed");
      System.exit(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(LocalService service, Path runFolder, List<ServiceContext> running)
      throws Exception {
    ServiceContext context =
        service.start().start(new Env(System.getenv(), Env.UNLIMITED, Clock.systemUTC()));
    synchronized (running) {
      running.add(context);
    }
    var state =
        new Running(
            service.name(), ProcessHandle.current().pid(), context.healthAddress().orElse(""));
    Path file = runFolder.resolve(service.name() + ".json");
    Path draft = runFolder.resolve(service.name() + ".draft");
    Files.write(draft, Json.write(state));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void stop(List<ServiceContext> running) {
    List<Runnable> stops = new ArrayList<>();
    synchronized (running) {
      running.forEach(service -> stops.add(service::close));
    }
    Tasks.allOfQuietly(stops.toArray(Runnable[]::new));
    Runtime.getRuntime().halt(0); // the JVM's own code after TERM would be 143
  }
}
