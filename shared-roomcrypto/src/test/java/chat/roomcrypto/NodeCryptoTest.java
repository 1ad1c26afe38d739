package chat.roomcrypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.model.Bytes;
import chat.model.EncryptedMessage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Node's crypto, where a Node is at hand, opens what we seal and seals what we open. */
class NodeCryptoTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TEXT = "{\"id\":\"mZ4\",\"content\":\"早安\"}";

  @BeforeAll
  static void nodeIsOnThePath() {
    boolean found = false;
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      found |= Files.isExecutable(Path.of(folder, "node"));
    }
    assumeTrue(found, "no node on the PATH");
  }

  @ParameterizedTest
  @EnumSource
  void node_opensWhatWeSeal(CryptoLibrary library) throws Exception {
    RoomCrypto crypto = RoomCrypto.with(library);
    RoomKeyPair pair = crypto.newKeyPair();
    EncryptedMessage envelope = crypto.sealer(pair.publicKey(), 5).seal(TEXT.getBytes(UTF_8));

    JsonNode answer =
        node(
            Map.of(
                "op",
                "open",
                "privateKey",
                pair.privateKey().base64(),
                "envelope",
                Map.of(
                    "ephemeralPublicKey", envelope.ephemeralPublicKey().toBase64(),
                    "nonce", envelope.nonce().toBase64(),
                    "ciphertext", envelope.ciphertext().toBase64())));

    assertThat(answer.get("text").asString()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource
  void we_openWhatNodeSeals(CryptoLibrary library) throws Exception {
    RoomCrypto crypto = RoomCrypto.with(library);
    RoomKeyPair pair = crypto.newKeyPair();

    JsonNode answer =
        node(
            Map.of(
                "op", "seal", "publicKey", pair.publicKey().base64(), "version", 5, "text", TEXT));
    EncryptedMessage envelope =
        new EncryptedMessage(
            answer.get("version").asInt(),
            bytes(answer, "ephemeralPublicKey"),
            bytes(answer, "nonce"),
            bytes(answer, "ciphertext"));

    assertThat(crypto.opener(pair.privateKey(), 5).open(envelope))
        .isEqualTo(new Opening.Opened(TEXT));
  }

  private static Bytes bytes(JsonNode answer, String field) {
    return Bytes.fromBase64(answer.get(field).asString());
  }

  private static JsonNode node(Map<String, Object> command) throws Exception {
    Path script = Path.of(NodeCryptoTest.class.getResource("/room-crypto.mjs").toURI());
    Process node =
        new ProcessBuilder("node", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = node.getOutputStream()) {
      in.write(JSON.writeValueAsBytes(command));
    }
    byte[] answer = node.getInputStream().readAllBytes();
    assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).isZero();
    return JSON.readTree(answer);
  }
}
