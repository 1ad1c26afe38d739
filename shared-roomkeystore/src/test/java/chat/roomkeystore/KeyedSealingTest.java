package chat.roomkeystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.ChannelSealing.Choice;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyedSealingTest {
  private final RoomCrypto crypto = RoomCrypto.best();
  private final RoomKeyStore keys = mock(RoomKeyStore.class);
  private final KeyedSealing sealing =
      new KeyedSealing(
          keys,
          crypto,
          new RoomKeyMetrics(OpenTelemetry.noop().getMeter(RoomKeyMetrics.METER)),
          10);

  private Choice withKey(PublicRoomKey key) {
    when(keys.getPublic("r")).thenReturn(Optional.of(key));
    return sealing.choose("r");
  }

  @Test
  void sameKey_isParsedOnce() {
    var key = new PublicRoomKey(3, crypto.newKeyPair().publicKey());

    assertThat(withKey(key)).isEqualTo(withKey(key)); // the very same sealer
  }

  @Test
  void otherVersionOfTheSameKey_sealsWithThatVersion() {
    var pair = crypto.newKeyPair();
    withKey(new PublicRoomKey(3, pair.publicKey()));

    assertThat(withKey(new PublicRoomKey(4, pair.publicKey())))
        .isInstanceOfSatisfying(
            Choice.Sealed.class, c -> assertThat(c.sealer().version()).isEqualTo(4));
  }

  @Test
  void noKey_isImpossible() {
    when(keys.getPublic("r")).thenReturn(Optional.empty());

    assertThat(sealing.choose("r"))
        .isEqualTo(new Choice.Impossible("get room key for room r: no current key"));
  }

  @Test
  void corruptKey_isImpossibleAndNamesTheRoom() {
    CorruptRoomKeyException corrupt = mock(CorruptRoomKeyException.class);
    when(corrupt.getMessage()).thenReturn("stored key of room r is corrupt: ver");
    when(keys.getPublic("r")).thenThrow(corrupt);

    assertThat(sealing.choose("r"))
        .isEqualTo(
            new Choice.Impossible("get room key for room r: stored key of room r is corrupt: ver"));
  }
}
