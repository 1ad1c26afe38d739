package chat.authservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.authservice.LoginOutcome.Granted;
import chat.authservice.LoginOutcome.Refused;
import chat.model.LoginUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /auth} behind HTTP: with single sign-on (12 §3) and without (12 §5). */
class LoginTest {
  private static final String KEY = UserTokensTest.USER;

  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final UserTokens tokens =
      new UserTokens(AccountKey.ofSeed(UserTokensTest.ACCOUNT_SEED), Duration.ofHours(2), clock);
  private final Login dev = new DevLogin(tokens);
  private final IssuerHttp http = new IssuerHttp(null);
  private TestIssuer issuer;
  private Login sso;

  @BeforeEach
  void start() throws Exception {
    issuer = new TestIssuer(clock);
    Issuer found = Issuer.discover(issuer.url(), http);
    var keys = new IssuerKeys(found.keys(), http, clock);
    var check =
        new TokenCheck(
            issuer.url(),
            Set.of(TestIssuer.AUDIENCE),
            new Signatures(found.algorithms(), keys),
            clock);
    sso = new SsoLogin(check, tokens);
  }

  @AfterEach
  void stop() {
    http.close();
    issuer.close();
  }

  private static LoginOutcome post(Login login, String body) {
    return login.logIn(body.getBytes(UTF_8), "r-1");
  }

  private LoginOutcome sso(String token, String key) {
    return post(sso, "{\"ssoToken\":\"%s\",\"natsPublicKey\":\"%s\"}".formatted(token, key));
  }

  private static Refused refused(Refusal refusal) {
    return new Refused(refusal);
  }

  @Test
  void goodToken_getsAUserToken_andTellsWhoItIs() {
    assertThat(sso(issuer.token(), KEY))
        .isInstanceOfSatisfying(
            Granted.class,
            granted -> {
              assertThat(granted.reply().user())
                  .isEqualTo(
                      new LoginUser(
                          "dora@corp.example",
                          "dora",
                          "E4711",
                          "Dora Lin",
                          "林朵拉",
                          "Etch",
                          "D4400"));
              assertThat(granted.reply().natsJwt()).startsWith("eyJ");
              assertThat(granted.toString()).doesNotContain("eyJ");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "{}",
        "[]",
        "7",
        "{\"ssoToken\":\"x\"}",
        "{\"natsPublicKey\":\"x\"}",
        "{\"ssoToken\":\"\",\"natsPublicKey\":\"x\"}",
        "{\"ssoToken\":1,\"natsPublicKey\":\"x\"}",
        "{\"ssoToken\":null,\"natsPublicKey\":\"x\"}",
        "{\"account\":\"erin\",\"natsPublicKey\":\"x\"}"
      })
  void step1_undecodableBodyOrMissingField_isRefused(String body) {
    assertThat(post(sso, body)).isEqualTo(refused(Refusal.TOKEN_AND_KEY_REQUIRED));
  }

  @Test
  void step1_namesInAnyCase_unknownFieldsAndTrailingData_arePassedOver() {
    String body =
        "{\"SSOTOKEN\":\"%s\",\"natspublickey\":\"%s\",\"x\":{\"y\":[1]}} trailing {"
            .formatted(issuer.token(), KEY);

    assertThat(post(sso, body)).isInstanceOf(Granted.class);
  }

  @Test
  void step2_key_isCheckedBeforeTheToken() {
    assertThat(sso("garbage", "NOT-A-KEY")).isEqualTo(refused(Refusal.INVALID_KEY));
    assertThat(sso("garbage", KEY)).isEqualTo(refused(Refusal.INVALID_TOKEN));
  }

  @Test
  void step3_expiredInvalidAndUndecided_areToldApart() {
    String expired =
        issuer.token(c -> c.expirationTime(Date.from(clock.instant().minusSeconds(1))));
    issuer.away = true;

    assertThat(sso(expired, KEY)).isEqualTo(refused(Refusal.EXPIRED));
    assertThat(sso(issuer.token(), KEY)).isEqualTo(refused(Refusal.ISSUER_AWAY));
    assertThat(Refusal.EXPIRED.text()).isEqualTo("SSO token has expired, please re-login");
    assertThat(Refusal.INVALID_TOKEN.text()).isEqualTo("invalid SSO token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", ">", "a.*", "", "Dora Lin", ".a", "a..b"})
  void step4_accountThatWouldWidenAPermission_isRefused(String account) {
    String token = issuer.token(c -> c.claim("preferred_username", account));

    assertThat(sso(token, KEY)).isEqualTo(refused(Refusal.INVALID_TOKEN));
  }

  @Test
  void step4_withoutPreferredName_theNameIsTheAccount() {
    String token = issuer.token(c -> c.claim("preferred_username", "").claim("name", "first.last"));

    assertThat(sso(token, KEY))
        .isInstanceOfSatisfying(
            Granted.class, g -> assertThat(g.reply().user().account()).isEqualTo("first.last"));
  }

  @Test
  void tokensLife_doesNotEndWithTheSsoToken() {
    String token = issuer.token(c -> c.expirationTime(Date.from(clock.instant().plusSeconds(1))));

    assertThat(sso(token, KEY)).isInstanceOf(Granted.class);
  }

  @Test
  void devLogin_believesEverybody() {
    assertThat(
            post(
                dev,
                "{\"account\":\"erin\",\"ssoToken\":\"garbage\",\"natsPublicKey\":\"%s\"}"
                    .formatted(KEY)))
        .isInstanceOfSatisfying(
            Granted.class,
            g ->
                assertThat(g.reply().user())
                    .isEqualTo(new LoginUser("erin@dev.local", "erin", "", "erin", "", "", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"account\":\"erin\"}", "{\"account\":7,\"natsPublicKey\":\"x\"}"})
  void devLogin_needsAccountAndKey(String body) {
    assertThat(post(dev, body)).isEqualTo(refused(Refusal.ACCOUNT_AND_KEY_REQUIRED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", ">", " ", "a b", "a..b"})
  void devLogin_refusesTheSameAccounts(String account) {
    assertThat(post(dev, "{\"account\":\"%s\",\"natsPublicKey\":\"%s\"}".formatted(account, KEY)))
        .isEqualTo(refused(Refusal.ACCOUNT_AND_KEY_REQUIRED));
  }

  @Test
  void devLogin_checksTheKey() {
    assertThat(post(dev, "{\"account\":\"erin\",\"natsPublicKey\":\"NOT-A-KEY\"}"))
        .isEqualTo(refused(Refusal.INVALID_KEY));
  }
}
