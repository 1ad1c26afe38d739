package chat.runtime;

import chat.model.Streams.Stream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;

/**
 * A service's own streams at start (01 §5.2): with the bootstrap flag a missing one is created (an
 * existing one is never touched: operations own its options); without it a missing one ends the
 * start.
 */
public final class StreamSetup {
  private final JetStreamManagement management;
  private final boolean bootstrap;

  public StreamSetup(NatsConnection nats, boolean bootstrap) {
    this.management = nats.management();
    this.bootstrap = bootstrap;
  }

  /** {@code BOOTSTRAP_STREAMS}, for {@code Config} records. */
  public static boolean readFlag(EnvReader env) {
    return env.flag(
        "BOOTSTRAP_STREAMS",
        false,
        "create missing own streams at start; leave it off in production");
  }

  /**
   * @throws StartException when the stream is missing and may not, or cannot, be created
   */
  public void require(Stream stream, Patience patience) throws InterruptedException {
    patience.await("stream " + stream.name(), () -> find(stream));
  }

  /**
   * A stream that the service can do without: with the bootstrap flag created when missing.
   *
   * @return whether it is there
   */
  public boolean offer(Stream stream, Patience patience) throws InterruptedException {
    try {
      require(stream, patience);
      return true;
    } catch (StartException e) {
      if (bootstrap) {
        throw e;
      }
      return false;
    }
  }

  private boolean find(Stream stream) throws IOException, JetStreamApiException {
    try {
      management.getStreamInfo(stream.name());
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() != 404) {
        throw e;
      }
      if (!bootstrap) {
        throw new StartException("verify stream " + stream.name() + ": it does not exist");
      }
      management.addStream(
          StreamConfiguration.builder().name(stream.name()).subjects(stream.subjects()).build());
    }
    return true;
  }
}
