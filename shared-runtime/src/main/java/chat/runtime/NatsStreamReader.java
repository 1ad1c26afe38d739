package chat.runtime;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.Optional;

/** Reads through the JetStream API of the service's connection. */
public final class NatsStreamReader implements StreamReader {
  private static final int NOT_FOUND = 404;

  private final NatsConnection nats;

  public NatsStreamReader(NatsConnection nats) {
    this.nats = nats;
  }

  @Override
  public Optional<byte[]> read(String stream, long sequence) {
    try {
      byte[] body = nats.management().getMessage(stream, sequence).getData();
      return Optional.of(body == null ? new byte[0] : body);
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw new ServerAwayException("read " + sequence + " of " + stream, e);
    } catch (IOException e) {
      throw new ServerAwayException("read " + sequence + " of " + stream, e);
    }
  }
}
