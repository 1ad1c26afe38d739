package chat.roomcrypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import chat.model.Bytes;
import chat.model.EncryptedMessage;
import chat.roomcrypto.Opening.Opened;
import chat.roomcrypto.Opening.Reason;
import chat.roomcrypto.Opening.Refused;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomCryptoTest {

  private static final int VERSION = 7;

  @Test
  void best_isTheFastestThatThisPlatformHas() {
    boolean corretto =
        System.getProperty("os.name").equals("Linux")
            && (System.getProperty("os.arch").equals("amd64")
                || System.getProperty("os.arch").equals("aarch64"));

    assertThat(RoomCrypto.best().library())
        .isEqualTo(corretto ? CryptoLibrary.AMAZON_CORRETTO : CryptoLibrary.BOUNCY_CASTLE);
  }

  @ParameterizedTest
  @EnumSource
  void everyLibrary_opensWhatEveryOtherSealed(CryptoLibrary sealing) {
    RoomKeyPair pair = RoomCrypto.with(sealing).newKeyPair();
    RoomSealer sealer = RoomCrypto.with(sealing).sealer(pair.publicKey(), VERSION);

    for (CryptoLibrary opening : CryptoLibrary.values()) {
      RoomOpener opener = RoomCrypto.with(opening).opener(pair.privateKey(), VERSION);

      assertThat(opener.open(sealer.seal("早安 dora".getBytes(UTF_8))))
          .as("%s opens what %s sealed", opening, sealing)
          .isEqualTo(new Opened("早安 dora"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sealedTwice_differsInEveryPart(CryptoLibrary library) {
    RoomCrypto crypto = RoomCrypto.with(library);
    RoomSealer sealer = crypto.sealer(crypto.newKeyPair().publicKey(), VERSION);

    EncryptedMessage one = sealer.seal("hello dora".getBytes(UTF_8));
    EncryptedMessage other = sealer.seal("hello dora".getBytes(UTF_8));

    assertThat(one.ephemeralPublicKey().toArray())
        .hasSize(65)
        .isNotEqualTo(other.ephemeralPublicKey().toArray());
    assertThat(one.nonce().toArray()).hasSize(12).isNotEqualTo(other.nonce().toArray());
    assertThat(one.ciphertext().toArray())
        .hasSize(10 + 16)
        .isNotEqualTo(other.ciphertext().toArray());
  }

  @ParameterizedTest
  @EnumSource
  void openWithAnotherKey_isRefused(CryptoLibrary library) {
    RoomCrypto crypto = RoomCrypto.with(library);
    EncryptedMessage envelope = sealed(crypto, crypto.newKeyPair());

    assertThat(crypto.opener(crypto.newKeyPair().privateKey(), VERSION).open(envelope))
        .isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
  }

  @ParameterizedTest
  @EnumSource
  void tamperedEnvelope_isRefused(CryptoLibrary library) {
    RoomCrypto crypto = RoomCrypto.with(library);
    RoomKeyPair pair = crypto.newKeyPair();
    RoomOpener opener = crypto.opener(pair.privateKey(), VERSION);
    EncryptedMessage good = sealed(crypto, pair);
    byte[] point = good.ephemeralPublicKey().toArray();
    byte[] nonce = good.nonce().toArray();
    byte[] text = good.ciphertext().toArray();

    assertThat(opener.open(envelope(VERSION + 1, point, nonce, text)))
        .isEqualTo(new Refused(Reason.OTHER_VERSION));
    for (byte[] bad :
        new byte[][] {flipped(point, 64), flipped(point, 0), new byte[0], new byte[65]}) {
      assertThat(opener.open(envelope(VERSION, bad, nonce, text)))
          .isEqualTo(new Refused(Reason.BAD_EPHEMERAL_KEY));
    }
    for (byte[] bad : new byte[][] {new byte[0], new byte[11], new byte[13], new byte[16]}) {
      assertThat(opener.open(envelope(VERSION, point, bad, text)))
          .isEqualTo(new Refused(Reason.BAD_NONCE));
    }
    assertThat(opener.open(envelope(VERSION, point, flipped(nonce, 3), text)))
        .isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
    for (byte[] bad :
        new byte[][] {
          flipped(text, 0),
          flipped(text, text.length - 1),
          Arrays.copyOf(text, text.length - 1),
          Arrays.copyOf(text, text.length + 1),
          new byte[15],
          new byte[0]
        }) {
      assertThat(opener.open(envelope(VERSION, point, nonce, bad)))
          .isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
    }
  }

  @Test
  void anyText_comesBack() {
    RoomCrypto crypto = RoomCrypto.best();
    RoomKeyPair pair = crypto.newKeyPair();

    qt().withExamples(300)
        .forAll(strings().allPossible().ofLengthBetween(0, 400), integers().from(0).upTo(100_000))
        .check(
            (text, version) ->
                crypto
                    .opener(pair.privateKey(), version)
                    .open(crypto.sealer(pair.publicKey(), version).seal(text.getBytes(UTF_8)))
                    // a lone surrogate has no UTF-8 form
                    .equals(new Opened(new String(text.getBytes(UTF_8), UTF_8))));
  }

  @ParameterizedTest
  @EnumSource
  void oneSealer_servesManyThreads(CryptoLibrary library) throws Exception {
    RoomCrypto crypto = RoomCrypto.with(library);
    RoomKeyPair pair = crypto.newKeyPair();
    RoomSealer sealer = crypto.sealer(pair.publicKey(), VERSION);
    RoomOpener opener = crypto.opener(pair.privateKey(), VERSION);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var openings =
          threads.invokeAll(
              IntStream.range(0, 64)
                  .mapToObj(
                      i ->
                          (Callable<Opening>)
                              () -> opener.open(sealer.seal(("text " + i).getBytes(UTF_8))))
                  .toList());

      for (int i = 0; i < openings.size(); i++) {
        assertThat(openings.get(i).get()).isEqualTo(new Opened("text " + i));
      }
    }
  }

  private static EncryptedMessage sealed(RoomCrypto crypto, RoomKeyPair pair) {
    return crypto.sealer(pair.publicKey(), VERSION).seal("hello dora".getBytes(UTF_8));
  }

  private static EncryptedMessage envelope(
      long version, byte[] point, byte[] nonce, byte[] ciphertext) {
    return new EncryptedMessage(version, Bytes.of(point), Bytes.of(nonce), Bytes.of(ciphertext));
  }

  private static byte[] flipped(byte[] bytes, int index) {
    byte[] changed = bytes.clone();
    changed[index] ^= 1;
    return changed;
  }
}
