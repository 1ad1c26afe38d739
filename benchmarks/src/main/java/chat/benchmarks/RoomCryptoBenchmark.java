package chat.benchmarks;

import chat.model.EncryptedMessage;
import chat.roomcrypto.CryptoLibrary;
import chat.roomcrypto.Opening;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.RoomOpener;
import chat.roomcrypto.RoomSealer;
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
import org.openjdk.jmh.annotations.Warmup;

/** One seal and one opening of 600 bytes; base: the JDK's own provider. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RoomCryptoBenchmark {
  private static final int BYTES = 600;

  /** Whose arithmetic. */
  @Param public CryptoLibrary library = CryptoLibrary.AMAZON_CORRETTO;

  private final byte[] plaintext = new byte[BYTES];
  private RoomSealer sealer;
  private RoomOpener opener;
  private EncryptedMessage sealed;

  /** A room with a key. */
  @Setup
  public void newRoom() {
    RoomCrypto crypto = RoomCrypto.with(library);
    RoomKeyPair pair = crypto.newKeyPair();
    sealer = crypto.sealer(pair.publicKey(), 0);
    opener = crypto.opener(pair.privateKey(), 0);
    sealed = sealer.seal(plaintext);
  }

  /** What broadcast-worker does for each channel message. */
  @Benchmark
  public EncryptedMessage seal() {
    return sealer.seal(plaintext);
  }

  /** What a client does for each event. */
  @Benchmark
  public Opening open() {
    return opener.open(sealed);
  }
}
