package chat.roomkeystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.roomcrypto.CryptoLibrary;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.VersionedRoomKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomKeyFieldsTest {

  private final VersionedRoomKey key =
      new VersionedRoomKey(7, RoomCrypto.with(CryptoLibrary.JDK).newKeyPair());
  private final Map<String, String> fields =
      new HashMap<>(RoomKeyFields.of(key.version(), key.pair()));

  @Test
  void fields_areThoseOfTheContract() {
    assertThat(fields)
        .isEqualTo(
            Map.of(
                "pub", key.pair().publicKey().base64(),
                "priv", key.pair().privateKey().base64(),
                "ver", "7"));
    assertThat(RoomKeyFields.read("r1", fields)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pub", "priv", "ver"})
  void missingField_isReportedWithTheRoom(String field) {
    fields.remove(field);

    assertThatThrownBy(() -> RoomKeyFields.read("r1", fields))
        .isInstanceOf(CorruptRoomKeyException.class)
        .hasMessageStartingWith("stored key of room r1 is corrupt: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1.5", "99999999999999999999"})
  void versionThatIsNoNumber_isReported(String version) {
    fields.put("ver", version);

    assertThatThrownBy(() -> RoomKeyFields.read("r1", fields))
        .hasMessage("stored key of room r1 is corrupt: version is not a number");
  }

  @Test
  void malformedHalves_areReportedWithoutTheirBytes() {
    String privateKey = key.pair().privateKey().base64();
    fields.put("priv", Base64.getEncoder().encodeToString(new byte[31]));
    assertThatThrownBy(() -> RoomKeyFields.read("r1", fields))
        .isInstanceOf(CorruptRoomKeyException.class);

    fields.put("priv", privateKey.replace('=', '-'));
    assertThatThrownBy(() -> RoomKeyFields.read("r1", fields))
        .isInstanceOf(CorruptRoomKeyException.class)
        .message()
        .doesNotContain(privateKey.substring(0, 8));

    fields.put("priv", privateKey);
    fields.put("pub", Base64.getEncoder().encodeToString(new byte[65]));
    assertThatThrownBy(() -> RoomKeyFields.read("r1", fields))
        .isInstanceOf(CorruptRoomKeyException.class);
    assertThatThrownBy(() -> RoomKeyFields.readPublic("r1", fields.get("pub"), "7"))
        .isInstanceOf(CorruptRoomKeyException.class);
  }
}
