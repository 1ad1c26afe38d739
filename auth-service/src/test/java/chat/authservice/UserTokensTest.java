package chat.authservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.NKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The NATS user token, with the vectors of 12 §11. */
class UserTokensTest {
  static final String ACCOUNT_SEED = "SAAKFYNYMZKY7EBPRRGAEGNVZ6JD3ZO5LJG2EIXWQKPWN5HOZTZUU6X6AY";
  static final String ACCOUNT = "ABXYSITOVLSSLRVN6P65RWFQLRZUDVCZHKLTQ5TQ2JXT7RXZY4VDYRAJ";
  static final String USER = "UDLIQFNISZVRZXJLCHFMWUYUAZVPUDQ7BLPJTZOPEETKIOW4DTVWZPIW";
  private static final String USER_SEED =
      "SUAOEUUVFRWCYCYUJR2EVZM4JSAR552FUOFQSHW57PQRMG5T2LEP2DG6UQ";
  private static final String HEADER = "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ";
  private static final String PAYLOAD =
      """
      {"exp":1767232800,"jti":"5NB3NXFBMCRFCMA6M66GGXRF2J224VNZIVK7WXGXI2HGLKNGROGA",\
      "iat":1767225600,"iss":"%s","sub":"%s","nats":{"pub":{"allow":["chat.user.dora.\\u003e",\
      "_INBOX.\\u003e"]},"sub":{"allow":["chat.user.dora.\\u003e","chat.room.\\u003e",\
      "_INBOX.\\u003e"]},"subs":-1,"data":-1,"payload":-1,"type":"user","version":2}}\
      """
          .formatted(ACCOUNT, USER);
  private static final String SIGNATURE =
      "1Avadz8aX_16RajRFqQZFicFb69NMG_Z1Oq-NpR_iyw1JiD9mewA63XGXfu-ceSCKLMLLKYceO7tDPgP9X8ZAw";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AccountKey account = AccountKey.ofSeed(ACCOUNT_SEED);

  private UserTokens tokens(String now, Duration life) {
    return new UserTokens(account, life, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private static JsonNode decoded(String token, int part) {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[part]));
  }

  @Test
  void accountKey_signsTheVector() throws Exception {
    String signed =
        HEADER
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(PAYLOAD.getBytes(StandardCharsets.UTF_8));

    byte[] signature = account.key().sign(signed.getBytes(StandardCharsets.US_ASCII));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(signature))
        .isEqualTo(SIGNATURE);
    assertThat(account.publicKey()).isEqualTo(ACCOUNT);
  }

  @Test
  void token_holdsExactlyWhatTheContractNames() throws Exception {
    String token = tokens("2026-01-01T00:00:00Z", Duration.ofHours(2)).mint("dora", USER);

    assertThat(token).doesNotContain("=");
    assertThat(decoded(token, 0))
        .isEqualTo(JSON.readTree("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}"));
    JsonNode expected = JSON.readTree(PAYLOAD);
    JsonNode payload = decoded(token, 1);
    assertThat(payload.propertyNames())
        .containsExactlyInAnyOrderElementsOf(expected.propertyNames());
    for (String field : expected.propertyNames()) {
      if (!field.equals("jti")) { // any unique text does
        assertThat(payload.get(field)).as(field).isEqualTo(expected.get(field));
      }
    }
    assertThat(payload.get("jti").asString()).hasSize(52);
    String signed = token.substring(0, token.lastIndexOf('.'));
    byte[] signature = Base64.getUrlDecoder().decode(token.split("\\.")[2]);
    assertThat(
            NKey.fromPublicKey(ACCOUNT.toCharArray())
                .verify(signed.getBytes(StandardCharsets.US_ASCII), signature))
        .isTrue();
  }

  @Test
  void expiry_isCutToTheSecond() throws Exception {
    String token = tokens("2026-01-01T00:00:00.900Z", Duration.ofMillis(1_500)).mint("dora", USER);

    assertThat(decoded(token, 1).get("iat").asLong()).isEqualTo(1_767_225_600L);
    assertThat(decoded(token, 1).get("exp").asLong()).isEqualTo(1_767_225_602L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"first.last", "助手", "p_x", "UPPER", "a\"b\\c", "𝄞"})
  void account_isUsedAsItIs(String name) throws Exception {
    String token = tokens("2026-01-01T00:00:00Z", Duration.ofHours(2)).mint(name, USER);

    JsonNode nats = decoded(token, 1).get("nats");
    assertThat(nats.at("/pub/allow/0").asString()).isEqualTo("chat.user." + name + ".>");
    assertThat(nats.at("/sub/allow/0").asString()).isEqualTo("chat.user." + name + ".>");
  }

  @Test
  void userKey_isRecognised() {
    assertThat(UserTokens.isUserKey(USER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "U",
        "NOT-A-KEY",
        "ODLIQFNISZVRZXJLCHFMWUYUAZVPUDQ7BLPJTZOPEETKIOW4DTVWY5XP",
        "UDLIQFNISZVRZXJLCHFMWUYUAZVPUDQ7BLPJTZOPEETKIOW4DTVWZPIA",
        ACCOUNT,
        USER_SEED,
        ACCOUNT_SEED,
        "udliqfniszvrzxjlchfmwuyuazvpudq7blpjtzopeetkiow4dtvwzpiw",
        USER + "=",
        USER + " ",
        " " + USER,
        USER + "\n",
        "UUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUU",
        "00000000000000000000000000000000000000000000000000000000",
        "1DLIQFNISZVRZXJLCHFMWUYUAZVPUDQ7BLPJTZOPEETKIOW4DTVWZPIW",
        "üüüüüüüüüü"
      })
  void anythingElse_isNoUserKey(String text) {
    assertThat(UserTokens.isUserKey(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ACCOUNT_SEED + "\n",
        "\r\n" + ACCOUNT_SEED,
        "SAAKFYNYMZKY7EBPRRGAEGNVZ6JD3\nZO5LJG2EIXWQKPWN5HOZTZUU6X6AY"
      })
  void lineBreaksInTheSeed_doNotMatter(String seed) {
    assertThat(AccountKey.ofSeed(seed).publicKey()).isEqualTo(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SA", "nonsense", " " + ACCOUNT_SEED, ACCOUNT, USER_SEED})
  void whatIsNoAccountSeed_isRefused_andNotRepeated(String seed) { // ODDITY-1
    assertThatThrownBy(() -> AccountKey.ofSeed(seed))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .satisfies(m -> assertThat(seed.isEmpty() || !m.contains(seed)).isTrue())
        .containsAnyOf("not a seed", "another kind");
    assertThat(account.toString()).doesNotContain(ACCOUNT_SEED);
  }
}
