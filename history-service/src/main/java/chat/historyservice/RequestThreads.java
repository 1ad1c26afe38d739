package chat.historyservice;

import chat.runtime.ServiceThreads;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.MDC;

/** A thread for each piece of work, in the log and trace context of who gives it. */
final class RequestThreads implements Executor {
  private final ServiceThreads threads;
  private final String role;

  RequestThreads(ServiceThreads threads, String role) {
    this.threads = threads;
    this.role = role;
  }

  @Override
  public void execute(Runnable work) {
    Map<String, String> labels = MDC.getCopyOfContextMap();
    Runnable traced = Context.current().wrap(work);
    threads.start(
        role,
        () -> {
          if (labels != null) {
            MDC.setContextMap(labels);
          }
          traced.run();
        });
  }
}
