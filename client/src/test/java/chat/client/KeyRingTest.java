package chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import chat.client.KeyRing.KeyId;
import chat.model.Bytes;
import chat.model.EncryptedMessage;
import chat.roomcrypto.Opening;
import chat.roomcrypto.RoomKeyPair;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private final KeyRing ring = new KeyRing(TestRoom.CRYPTO, 2);
  private final RoomKeyPair pair = TestRoom.newPair();
  private final RoomKeyPair other = TestRoom.newPair();

  @Test
  void key_isFoundByRoomAndVersion() {
    ring.put(new KeyId("r1", 3), TestRoom.privateKey(pair));

    assertThat(ring.find(new KeyId("r1", 3)).version()).isEqualTo(3);
    assertThat(ring.find(new KeyId("r1", 2))).isNull();
    assertThat(ring.find(new KeyId("r2", 3))).isNull();
  }

  @Test
  void keyOfTheSameVersion_replaces() {
    EncryptedMessage envelope =
        TestRoom.CRYPTO.sealer(other.publicKey(), 3).seal(new byte[] {'h', 'i'});
    ring.put(new KeyId("r1", 3), TestRoom.privateKey(pair));
    ring.put(new KeyId("r1", 3), TestRoom.privateKey(other));

    assertThat(ring.find(new KeyId("r1", 3)).open(envelope)).isEqualTo(new Opening.Opened("hi"));
  }

  @Test
  void bytesThatAreNoKey_leaveTheRingAsItIs() {
    ring.put(new KeyId("r1", 3), TestRoom.privateKey(pair));

    assertThat(ring.put(new KeyId("r1", 3), Bytes.of(new byte[31]))).isFalse();
    assertThat(ring.put(new KeyId("r1", 3), Bytes.of(new byte[32]))).isFalse();
    assertThat(ring.put(new KeyId("r1", 3), Bytes.EMPTY)).isFalse();
    assertThat(ring.find(new KeyId("r1", 3))).isNotNull();
  }

  @Test
  void fullRing_dropsTheKeyThatWasNotUsedForLongest() {
    ring.put(new KeyId("r1", 0), TestRoom.privateKey(pair));
    ring.put(new KeyId("r2", 0), TestRoom.privateKey(pair));
    ring.find(new KeyId("r1", 0));
    ring.put(new KeyId("r3", 0), TestRoom.privateKey(pair));

    assertThat(ring.find(new KeyId("r1", 0))).isNotNull();
    assertThat(ring.find(new KeyId("r2", 0))).isNull();
    assertThat(ring.find(new KeyId("r3", 0))).isNotNull();
  }
}
