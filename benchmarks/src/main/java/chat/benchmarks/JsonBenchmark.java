package chat.benchmarks;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MessageEvent;
import chat.model.SendRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The records that every message passes through; base: Jackson's plain tree. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonBenchmark {
  private static final String TEXT = "how are things, and what of the text that @bruno wrote? ";

  private final JsonMapper plain = JsonMapper.builder().build();
  private final byte[] send =
      ("{\"id\":\"0123456789abcdefghij\",\"content\":\""
              + TEXT.repeat(3)
              + "\",\"requestId\":\"01940000-0000-7000-8000-000000000001\"}")
          .getBytes(StandardCharsets.UTF_8);
  private final byte[] event =
      ("{\"event\":\"created\",\"message\":{\"id\":\"0123456789abcdefghij\","
              + "\"roomId\":\"0123456789abcdefg\",\"userId\":\"u-alice\",\"userAccount\":\"alice\","
              + "\"content\":\""
              + TEXT.repeat(3)
              + "\",\"createdAt\":\"2026-11-25T03:00:00.123Z\"},\"siteId\":\"north\","
              + "\"timestamp\":1795575120123}")
          .getBytes(StandardCharsets.UTF_8);
  private final MessageEvent read = readEvent(event);
  private final JsonNode tree = plain.readTree(event);

  private static MessageEvent readEvent(byte[] body) {
    try {
      return Json.read(body, MessageEvent.class);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  /** message-gatekeeper's first step. */
  @Benchmark
  public SendRequest readSend() throws MalformedJsonException {
    return Json.read(send, SendRequest.class);
  }

  /** The first step of three workers. */
  @Benchmark
  public MessageEvent readEvent() throws MalformedJsonException {
    return Json.read(event, MessageEvent.class);
  }

  /** message-gatekeeper's last step. */
  @Benchmark
  public byte[] writeEvent() {
    return Json.write(read);
  }

  /** The base for reading. */
  @Benchmark
  public JsonNode readTree() {
    return plain.readTree(event);
  }

  /** The base for writing. */
  @Benchmark
  public byte[] writeTree() {
    return plain.writeValueAsBytes(tree);
  }
}
