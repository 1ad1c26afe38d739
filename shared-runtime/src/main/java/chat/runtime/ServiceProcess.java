package chat.runtime;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** A service that is alone in its process: arguments, exit codes and signals (01b §18). */
public final class ServiceProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

  /** A service's {@code Main.start}. */
  @FunctionalInterface
  public interface Start {
    ServiceContext start(Env env) throws Exception;
  }

  private ServiceProcess() {}

  /**
   * Runs until TERM or INT, then exits 0; exits 1 when the service cannot start, with every reason
   * in the log. {@code --env} prints the environment table instead.
   *
   * @param config reads the service's variables, so that they can be listed
   */
  public static void run(String[] args, Consumer<EnvReader> config, Start start) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    if (args.length == 1 && args[0].equals("--env")) {
      System.out.print(table(config));
      return;
    }
    try {
      stopOnSignal(start.start(new Env(System.getenv(), Env.ALONE, Clock.systemUTC())));
      new CountDownLatch(1).await();
    } catch (ConfigException e) {
      e.problems()
          .forEach(problem -> LOG.atError().addKeyValue("error", problem).log("parse config"));
      System.exit(1);
    } catch (Exception e) {
      LOG.atError().setCause(e).log("start failed");
      System.exit(1);
    }
  }

  /** The environment table of a service. */
  public static String table(Consumer<EnvReader> config) {
    var env = new EnvReader(Map.of());
    config.accept(env);
    return EnvTable.markdown(env.variables());
  }

  private static void stopOnSignal(ServiceContext service) {
    Thread hook =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  LOG.info("shutting down...");
                  service.close();
                  Runtime.getRuntime().halt(0); // the JVM's own code after TERM would be 143
                });
    Runtime.getRuntime().addShutdownHook(hook);
  }
}
