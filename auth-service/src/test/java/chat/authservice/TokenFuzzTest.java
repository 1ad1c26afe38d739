package chat.authservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.authservice.TokenVerdict.Valid;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random and mutated tokens: none is accepted that the issuer did not sign, and none gets out. */
class TokenFuzzTest {
  private static final int INPUTS = 100_000;
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          ".",
          "..",
          "=",
          "null",
          "true",
          "1e999",
          "-1",
          "\\u0000",
          "\"alg\":\"none\"",
          "\"alg\":\"HS256\"",
          "\"kid\":\"k1\"",
          "\"iss\":",
          "\"exp\":9e15",
          "\"crit\":[\"b64\"]",
          "\"b64\":false",
          "eyJ",
          "e30",
          "AAAA",
          "\u0000",
          "\uFEFF",
          "𝄞",
          "\uD800");

  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  private TestIssuer issuer;

  @BeforeEach
  void start() throws Exception {
    issuer = new TestIssuer(clock);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void noRandomOrMutatedToken_isAcceptedOrThrows() throws Exception {
    String keys = new JWKSet(issuer.key).toString(true);
    ResourceRetriever fixed = _ -> new Resource(keys, "application/json");
    var found = new IssuerKeys(URI.create("http://issuer.example/keys").toURL(), fixed, clock);
    var check =
        new TokenCheck(
            issuer.url(),
            Set.of(TestIssuer.AUDIENCE),
            new Signatures(Issuer.accepted(List.of("RS256", "ES256", "EdDSA")), found),
            clock);
    String good = issuer.token();
    assertThat(check.judge(good)).isInstanceOf(Valid.class);
    var random = new Random(20260101);
    for (int i = 0; i < INPUTS; i++) {
      String token = token(random, good, i % 5);
      if (!token.equals(good)) {
        assertThat(check.judge(token)).as(token).isNotInstanceOf(Valid.class);
      }
    }
  }

  private static String token(Random random, String good, int kind) {
    return switch (kind) {
      case 0 -> mutated(random, good);
      case 1 -> recoded(random, good, 0);
      case 2 -> recoded(random, good, 1);
      case 3 -> pieces(random) + "." + pieces(random) + "." + pieces(random);
      default -> noise(random);
    };
  }

  /** One to three characters replaced, removed, doubled, or swapped. */
  private static String mutated(Random random, String text) {
    var changed = new StringBuilder(text);
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(4)) {
        case 0 -> changed.setCharAt(at, (char) (random.nextInt(96) + ' '));
        case 1 -> changed.deleteCharAt(at);
        case 2 -> changed.insert(at, changed.charAt(at));
        default -> {
          int other = random.nextInt(changed.length());
          char held = changed.charAt(at);
          changed.setCharAt(at, changed.charAt(other));
          changed.setCharAt(other, held);
        }
      }
    }
    return changed.toString();
  }

  /** Header or payload changed below its base64. */
  private static String recoded(Random random, String good, int part) {
    String[] parts = good.split("\\.");
    String text = new Base64URL(parts[part]).decodeToString();
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    int at = random.nextInt(text.length());
    String changed =
        random.nextBoolean()
            ? mutated(random, text)
            : text.substring(0, at) + piece + text.substring(at);
    parts[part] = Base64URL.encode(changed).toString();
    return String.join(".", parts);
  }

  private static String pieces(Random random) {
    var text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return random.nextInt(4) == 0 ? text.toString() : Base64URL.encode(text.toString()).toString();
  }

  private static String noise(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return new String(
        bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }
}
