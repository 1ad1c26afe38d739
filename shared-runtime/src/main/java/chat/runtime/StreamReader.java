package chat.runtime;

import java.util.Optional;

/** Reads single messages of a stream again, apart from any consumer. */
@FunctionalInterface
public interface StreamReader {
  /**
   * The body of a stored message; empty when the stream does not hold it any more.
   *
   * @throws ServerAwayException when the stream did not answer
   */
  Optional<byte[]> read(String stream, long sequence);
}
