package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.NKey;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import io.nats.client.support.JwtUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorKeysTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.9Z");

  @TempDir private Path temp;

  @Test
  void userToken_hasTheClaimsOfTheContract() throws Exception {
    var operator = LocalOperator.in(temp.resolve("keys"), NOW);
    String user = new String(NKey.createUser(null).getPublicKey());

    String token = operator.userToken(user, "dora", NOW, Duration.ofHours(2));

    JsonValue claims = JsonParser.parse(JwtUtils.getClaimBody(token));
    assertThat(claims.map).containsOnlyKeys("jti", "iat", "exp", "iss", "nats", "sub");
    assertThat(text(claims, "iss")).isEqualTo(operator.account());
    assertThat(text(claims, "sub")).isEqualTo(user);
    assertThat(claims.map.get("iat").number.longValue()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.map.get("exp").number.longValue()).isEqualTo(NOW.getEpochSecond() + 7200);
    JsonValue nats = claims.map.get("nats");
    assertThat(nats.map.get("pub").toJson())
        .isEqualTo("{\"allow\":[\"chat.user.dora.>\",\"_INBOX.>\"]}");
    assertThat(nats.map.get("sub").toJson())
        .isEqualTo("{\"allow\":[\"chat.user.dora.>\",\"chat.room.>\",\"_INBOX.>\"]}");
    assertThat(text(nats, "type")).isEqualTo("user");
    assertThat(nats.map).doesNotContainKey("issuer_account");
  }

  @Test
  void keys_existAlready_areKept() throws Exception {
    Path folder = temp.resolve("keys");
    String account = LocalOperator.in(folder, NOW).account();

    assertThat(LocalOperator.in(folder, NOW.plusSeconds(60)).account()).isEqualTo(account);
  }

  @Test
  void secrets_areReadableByTheirOwnerOnly() throws Exception {
    var operator = LocalOperator.in(temp.resolve("keys"), NOW);

    assertThat(Files.getPosixFilePermissions(operator.folder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(operator.backendCreds()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(operator.accountSeed()).startsWith("SA");
    assertThat(operator.toString()).doesNotContain(operator.accountSeed());
  }

  private static String text(JsonValue json, String key) {
    return json.map.get(key).string;
  }
}
