package chat.benchmarks;

import chat.model.Ids;
import chat.model.StatusReply;
import chat.runtime.Env;
import chat.runtime.NatsConfig;
import chat.runtime.NatsConnection;
import chat.runtime.ProcessConfig;
import chat.runtime.Reply;
import chat.runtime.RequestIds;
import chat.runtime.RequestRouter;
import chat.runtime.ServiceContext;
import io.nats.client.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A request and its answer over a real server; base: a bare subscription of the client library. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RouterBenchmark {
  private static final String ROUTED = "chat.server.benchmark.routed.x";
  private static final String BARE = "chat.server.benchmark.bare.x";
  private static final byte[] BODY = "{\"roomId\":\"0123456789abcdefg\"}".getBytes();

  /** A site's server, from {@code ./chat status --json}; given with {@code -p nats=…}. */
  @Param("")
  public String nats = "";

  /** A credentials file with the services' rights there. */
  @Param("")
  public String creds = "";

  private ServiceContext service;
  private NatsConnection connection;

  /** A router with one route, and a subscription beside it. */
  @Setup
  public void start() throws Exception {
    if (nats.isEmpty()) {
      throw new IllegalStateException("give -p nats=URL -p creds=FILE, from ./chat status --json");
    }
    var env = new Env(Map.of(), Duration.ofSeconds(5), Clock.systemUTC());
    service = ServiceContext.start("benchmark", env, new ProcessConfig(""), s -> {});
    connection = service.connectNats(new NatsConfig(nats, creds, "", "chat.server.response"));
    new RequestRouter(
            connection,
            "benchmark",
            RequestIds.MINT,
            service.threads(),
            service.telemetry(),
            new Ids(Clock.systemUTC()))
        .on("chat.server.benchmark.routed.{x}", request -> Reply.success(new StatusReply("ok")));
    connection
        .client()
        .createDispatcher(m -> connection.client().publish(m.getReplyTo(), m.getData()))
        .subscribe(BARE);
  }

  /** Ends the connection. */
  @TearDown
  public void stop() {
    service.close();
  }

  /** Through the router: thread, permit, request id, span, handler, reply. */
  @Benchmark
  public Message routed() throws InterruptedException {
    return connection.client().request(ROUTED, BODY, Duration.ofSeconds(5));
  }

  /** The base. */
  @Benchmark
  public Message bare() throws InterruptedException {
    return connection.client().request(BARE, BODY, Duration.ofSeconds(5));
  }
}
