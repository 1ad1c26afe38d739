package chat.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.MDC;

/**
 * Virtual threads of one service, named {@code <service>-<role>-<n>}; everything they log carries
 * the service, so that several services in one JVM can be told apart.
 */
public final class ServiceThreads {
  private final String service;
  private final AtomicLong number = new AtomicLong();

  public ServiceThreads(String service) {
    this.service = service;
  }

  public String service() {
    return service;
  }

  public Thread start(String role, Runnable work) {
    return Thread.ofVirtual().name(name(role)).start(labelled(work));
  }

  /** One thread a task; {@code close()} waits for all of them. */
  public ExecutorService executor(String role) {
    return Executors.newThreadPerTaskExecutor(
        task -> Thread.ofVirtual().name(name(role)).unstarted(labelled(task)));
  }

  /** Daemon platform threads, for libraries that block in native or synchronized code. */
  public ThreadFactory platform(String role) {
    return task -> Thread.ofPlatform().daemon().name(name(role)).unstarted(labelled(task));
  }

  /** {@code work} with the service named in the log context of its thread. */
  public Runnable labelled(Runnable work) {
    return () -> {
      MDC.put("service", service);
      try {
        work.run();
      } finally {
        MDC.remove("service");
      }
    };
  }

  private String name(String role) {
    return service + "-" + role + "-" + number.incrementAndGet();
  }
}
