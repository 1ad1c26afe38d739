package chat.authservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.authservice.TokenVerdict.Expired;
import chat.authservice.TokenVerdict.Invalid;
import chat.authservice.TokenVerdict.Undecided;
import chat.authservice.TokenVerdict.Valid;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of a single-sign-on token, numbered as in 12 §4.2. */
class TokenCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final TestClock clock = new TestClock(NOW);
  private TestIssuer issuer;
  private IssuerHttp http;
  private TokenCheck check;

  @BeforeEach
  void start() throws Exception {
    issuer = new TestIssuer(clock);
    http = new IssuerHttp(null);
    check = checkFor(Set.of(TestIssuer.AUDIENCE, "other-client"));
  }

  @AfterEach
  void stop() {
    http.close();
    issuer.close();
  }

  private TokenCheck checkFor(Set<String> audiences) throws Exception {
    Issuer found = Issuer.discover(issuer.url(), http);
    var keys = new IssuerKeys(found.keys(), http, clock);
    return new TokenCheck(issuer.url(), audiences, new Signatures(found.algorithms(), keys), clock);
  }

  private void assertInvalid(String token, String reason) {
    assertThat(check.judge(token)).isEqualTo(new Invalid(reason));
  }

  private static String base64(String text) {
    return Base64URL.encode(text).toString();
  }

  private static String[] parts(String token) {
    return token.split("\\.");
  }

  @Test
  void goodToken_isValid_withItsClaims() {
    assertThat(check.judge(issuer.token()))
        .isEqualTo(
            new Valid(
                new SsoClaims(
                    "s-1",
                    "dora@corp.example",
                    "",
                    "dora",
                    "E4711, Dora Lin, 林朵拉",
                    "D4400",
                    "Etch")));
  }

  @Nested
  class Check1Form {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ".",
          "..",
          "garbage",
          "a.b",
          "a.b.c",
          "a.b.c.d",
          "e30.e30.",
          "e30.bnVsbA.",
          "e30.W10.",
          "e30.%.",
          "e30.eyJpc3MiOjF9.",
          "e30.eyJleHAiOiJ4In0.",
          "{}.{}.{}"
        })
    void whatIsNoCompactToken_isInvalid(String token) {
      assertThat(check.judge(token)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat"})
    void timeThatIsNoNumber_isInvalid(String claim) {
      assertInvalid(issuer.token(c -> c.claim(claim, "soon")), "malformed token");
    }

    @Test
    void audienceThatIsNoText_isInvalid() {
      for (String audience : List.of("1", "[1]", "{}", "[\"nats-chat\",null]", "true")) {
        String claims = "{\"iss\":\"%s\",\"exp\":9e9,\"aud\":%s}".formatted(issuer.url(), audience);
        assertInvalid(issuer.signedText(claims), "malformed token");
      }
    }

    @Test
    void anotherSpellingOfTheSignature_isInvalid() {
      String token = issuer.token();

      assertInvalid(token + "=", "malformed token");
      assertInvalid(token + "==", "malformed token");
      assertInvalid(token + "!", "malformed token");
      assertInvalid(token.replaceFirst("(?<=\\.)(?=[^.]*$)", "\n"), "malformed token");
    }
  }

  @Nested
  class Check2Issuer {
    @Test
    void tokenOfAnotherIssuer_isInvalid() {
      assertInvalid(issuer.token(c -> c.issuer("https://evil.example")), "token of another issuer");
    }

    @Test
    void almostTheIssuer_isInvalid() {
      assertInvalid(issuer.token(c -> c.issuer(issuer.url() + "/")), "token of another issuer");
      assertInvalid(
          issuer.token(c -> c.issuer(issuer.url().toUpperCase(java.util.Locale.ROOT))),
          "token of another issuer");
      assertInvalid(issuer.token(c -> c.issuer(null)), "token of another issuer");
    }

    @Test
    void expiredTokenOfAnotherIssuer_isInvalidNotExpired() {
      assertInvalid(
          issuer.token(
              c -> c.issuer("https://evil.example").expirationTime(Date.from(NOW.minusSeconds(9)))),
          "token of another issuer");
    }
  }

  @Nested
  class Check3Expiry {
    @Test
    void expiredToken_isExpired_withoutLeeway() {
      assertThat(check.judge(issuer.token(c -> c.expirationTime(Date.from(NOW.minusSeconds(1))))))
          .isInstanceOf(Expired.class);
    }

    @Test
    void tokenIsGood_untilTheSecondItNames() {
      String token = issuer.token(c -> c.expirationTime(Date.from(NOW)));

      assertThat(check.judge(token)).isInstanceOf(Valid.class);
      clock.pass(Duration.ofMillis(1));
      assertThat(check.judge(token)).isInstanceOf(Expired.class);
    }

    @Test
    void missingExpiry_countsAsExpired() {
      assertThat(check.judge(issuer.token(c -> c.expirationTime(null))))
          .isInstanceOf(Expired.class);
    }

    @Test
    void expiryIsJudgedBeforeTheSignature() { // ODDITY-5, kept
      String token = issuer.token(c -> c.expirationTime(Date.from(NOW.minusSeconds(1))));
      String forged = parts(token)[0] + "." + parts(token)[1] + "." + base64("forged");

      assertThat(check.judge(forged)).isInstanceOf(Expired.class);
      assertThat(issuer.keyFetches).hasValue(0);
    }
  }

  @Nested
  class Check4NotBefore {
    @Test
    void clocksMayDifferByFiveMinutes() {
      Instant limit = NOW.plus(Duration.ofMinutes(5));

      assertThat(check.judge(issuer.token(c -> c.notBeforeTime(Date.from(limit)))))
          .isInstanceOf(Valid.class);
      assertInvalid(
          issuer.token(c -> c.notBeforeTime(Date.from(limit.plusSeconds(1)))),
          "token of the future");
    }

    @Test
    void timeOfIssue_doesNotCount() {
      assertThat(
              check.judge(issuer.token(c -> c.issueTime(Date.from(NOW.plus(Duration.ofDays(1)))))))
          .isInstanceOf(Valid.class);
    }
  }

  @Nested
  class Check5Signature {
    @Test
    void alteredClaims_areInvalid() {
      String token = issuer.token();
      String payload = new Base64URL(parts(token)[1]).decodeToString();
      String altered = base64(payload.replace("\"dora\"", "\"erin\""));

      assertInvalid(
          parts(token)[0] + "." + altered + "." + parts(token)[2],
          "no key of the issuer verifies the signature");
    }

    @Test
    void foreignKey_evenUnderAKnownId_isInvalid() {
      assertInvalid(
          issuer.signed(JWSAlgorithm.RS256, TestIssuer.rsa("k1"), _ -> {}),
          "no key of the issuer verifies the signature");
      assertInvalid(
          issuer.signed(JWSAlgorithm.RS256, TestIssuer.rsa("unknown"), _ -> {}),
          "no key of the issuer verifies the signature");
    }

    @Test
    void keyWithinTheHeader_isNotBelieved() {
      RSAKey own = TestIssuer.rsa("k1");
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID("k1")
              .jwk(own.toPublicJWK())
              .jwkURL(URI.create("https://evil.example/keys"))
              .build();

      assertInvalid(
          TestIssuer.sign(header, own, issuer.claims()),
          "no key of the issuer verifies the signature");
    }

    @Test
    void unsignedToken_isInvalid() {
      assertInvalid(
          new PlainJWT(issuer.claims().build()).serialize(), "header or algorithm not accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void everySpellingOfNone_isInvalid(String none) {
      String token = issuer.token();
      String header = base64("{\"alg\":\"%s\",\"kid\":\"k1\"}".formatted(none));

      assertInvalid(header + "." + parts(token)[1] + ".", "header or algorithm not accepted");
      assertInvalid(
          header + "." + parts(token)[1] + "." + parts(token)[2],
          "header or algorithm not accepted");
    }

    /** The classic: whoever knows the public key, which everybody does, could sign. */
    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void hmacWithThePublicKey_isInvalid(String hmac) throws Exception {
      byte[] der = issuer.key.toRSAPublicKey().getEncoded();
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
              + "\n-----END PUBLIC KEY-----\n";
      byte[] modulus = issuer.key.getModulus().decode();
      for (byte[] secret : List.of(der, pem.getBytes(StandardCharsets.US_ASCII), modulus)) {
        var header = new JWSHeader.Builder(JWSAlgorithm.parse(hmac)).keyID("k1").build();
        var token = new JWSObject(header, new Payload(issuer.claims().build().toJSONObject()));
        token.sign(new MACSigner(secret));

        assertInvalid(token.serialize(), "header or algorithm not accepted");
      }
    }

    @Test
    void algorithmThatTheIssuerDoesNotList_isInvalid() {
      assertInvalid(
          issuer.signed(JWSAlgorithm.RS512, issuer.key, _ -> {}),
          "header or algorithm not accepted");
      assertInvalid(
          issuer.signed(JWSAlgorithm.PS256, issuer.key, _ -> {}),
          "header or algorithm not accepted");
    }

    @Test
    void keyOfAnotherKind_thanTheAlgorithm_isInvalid() {
      ECKey ec = TestIssuer.ec("k1");
      String token = issuer.signed(JWSAlgorithm.ES256, ec, _ -> {});

      assertInvalid(token, "no key of the issuer verifies the signature");
    }

    @Test
    void unknownCriticalExtension_isInvalid() {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID("k1")
              .criticalParams(Set.of("exp"))
              .customParam("exp", 1)
              .build();

      assertInvalid(
          TestIssuer.sign(header, issuer.key, issuer.claims()),
          "no key of the issuer verifies the signature");
    }

    @Test
    void ellipticCurves_areAccepted() {
      ECKey ec = TestIssuer.ec("e1");
      issuer.publish(issuer.key, ec);

      assertThat(check.judge(issuer.signed(JWSAlgorithm.ES256, ec, _ -> {})))
          .isInstanceOf(Valid.class);
    }

    @Test
    void edwardsCurve_isAccepted_andNothingElseUnderIt() throws Exception {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      issuer.publish(
          new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).keyID("ed").build());
      String signed =
          base64("{\"alg\":\"EdDSA\",\"kid\":\"ed\"}")
              + "."
              + base64(issuer.claims().build().toString());
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(signed.getBytes(StandardCharsets.US_ASCII));
      byte[] signature = signer.sign();

      assertThat(check.judge(signed + "." + Base64URL.encode(signature))).isInstanceOf(Valid.class);
      signature[3] ^= 1;
      assertInvalid(
          signed + "." + Base64URL.encode(signature),
          "no key of the issuer verifies the signature");
      assertInvalid(signed + ".", "no key of the issuer verifies the signature");
    }

    @Test
    void tokenWithoutKeyId_isTriedWithAllKeys() {
      RSAKey second = TestIssuer.rsa("k2");
      issuer.publish(issuer.key, second);
      JWSHeader header = new JWSHeader(JWSAlgorithm.RS256);

      assertThat(check.judge(TestIssuer.sign(header, second, issuer.claims())))
          .isInstanceOf(Valid.class);
    }

    @Test
    void accessToken_passesAsWell() {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .type(new JOSEObjectType("at+jwt"))
              .keyID("k1")
              .build();

      assertThat(check.judge(TestIssuer.sign(header, issuer.key, issuer.claims())))
          .isInstanceOf(Valid.class);
    }
  }

  @Nested
  class KeysOfTheIssuer {
    @Test
    void keys_areFetchedOnFirstNeedAndKept() {
      assertThat(issuer.keyFetches).hasValue(0);
      for (int i = 0; i < 5; i++) {
        assertThat(check.judge(issuer.token())).isInstanceOf(Valid.class);
      }
      assertThat(issuer.keyFetches).hasValue(1);
    }

    @Test
    void rotation_isNoticedByTheFirstTokenWithTheNewKey() {
      String old = issuer.token();
      assertThat(check.judge(old)).isInstanceOf(Valid.class);

      issuer.rotate("k2");

      assertThat(check.judge(issuer.token())).isInstanceOf(Valid.class);
      assertThat(issuer.keyFetches).hasValue(2);
      assertInvalid(old, "no key of the issuer verifies the signature");
    }

    @Test
    void rotationUnderTheSameKeyId_isNoticed() {
      assertThat(check.judge(issuer.token())).isInstanceOf(Valid.class);

      issuer.rotate("k1");

      assertThat(check.judge(issuer.token())).isInstanceOf(Valid.class);
    }

    @Test
    void keyTakenBack_isForgottenWithinTheHour() {
      String old = issuer.token(c -> c.expirationTime(Date.from(NOW.plus(Duration.ofDays(2)))));
      assertThat(check.judge(old)).isInstanceOf(Valid.class);

      issuer.rotate("k2");
      clock.pass(Duration.ofMinutes(61));

      assertInvalid(old, "no key of the issuer verifies the signature");
    }

    @Test
    void issuerAway_isNoFaultOfTheToken() { // ODDITY-6
      issuer.away = true;

      assertThat(check.judge(issuer.token())).isInstanceOf(Undecided.class);

      issuer.away = false;
      clock.pass(IssuerKeys.FETCH_INTERVAL);
      assertThat(check.judge(issuer.token())).isInstanceOf(Valid.class);
    }

    @Test
    void knownKeys_goOnWhileTheIssuerIsAway() {
      String token = issuer.token(c -> c.expirationTime(Date.from(NOW.plus(Duration.ofDays(2)))));
      assertThat(check.judge(token)).isInstanceOf(Valid.class);

      issuer.away = true;

      assertThat(check.judge(token)).isInstanceOf(Valid.class);
      clock.pass(Duration.ofHours(3));
      assertThat(check.judge(token)).isInstanceOf(Valid.class);
      assertThat(check.judge(issuer.signed(JWSAlgorithm.RS256, TestIssuer.rsa("new"), _ -> {})))
          .isNotInstanceOf(Valid.class);
    }

    @Test
    void forgedTokens_doNotAskTheIssuerAtTheirRate() {
      RSAKey foreign = TestIssuer.rsa("forged");
      for (int i = 0; i < 50; i++) {
        assertThat(check.judge(issuer.signed(JWSAlgorithm.RS256, foreign, _ -> {})))
            .isInstanceOf(Invalid.class);
      }
      assertThat(issuer.keyFetches).hasValueLessThanOrEqualTo(2);

      issuer.rotate("k2");
      clock.pass(IssuerKeys.FETCH_INTERVAL);
      assertThat(check.judge(issuer.token())).isInstanceOf(Valid.class);
    }

    @Test
    void parallelFetches_areOne() throws Exception {
      String token = issuer.token();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var all =
            threads.invokeAll(
                IntStream.range(0, 50)
                    .<java.util.concurrent.Callable<TokenVerdict>>mapToObj(
                        _ -> () -> check.judge(token))
                    .toList());
        for (var one : all) {
          assertThat(one.get()).isInstanceOf(Valid.class);
        }
      }
      assertThat(issuer.keyFetches).hasValue(1);
    }
  }

  @Nested
  class Check6Audience {
    @Test
    void oneOfSeveral_isEnough() {
      assertThat(check.judge(issuer.token(c -> c.audience(List.of("x", "other-client")))))
          .isInstanceOf(Valid.class);
    }

    static Stream<Consumer<JWTClaimsSet.Builder>> wrongAudiences() {
      return Stream.of(
          c -> c.audience((String) null),
          c -> c.audience(List.of()),
          c -> c.audience(""),
          c -> c.audience("NATS-CHAT"),
          c -> c.audience("nats-chat "),
          c -> c.audience(List.of("nats", "chat")));
    }

    @ParameterizedTest
    @MethodSource("wrongAudiences")
    void anotherAudience_isInvalid(Consumer<JWTClaimsSet.Builder> audience) {
      assertInvalid(issuer.token(audience), "token for another audience");
    }
  }

  @Nested
  class Check7Claims {
    static Stream<org.junit.jupiter.params.provider.Arguments> wrongTypes() {
      return Stream.of(
              "email",
              "name",
              "preferred_username",
              "given_name",
              "family_name",
              "description",
              "deptid",
              "deptname")
          .flatMap(
              claim -> Stream.of(1, true, List.of("dora")).map(value -> arguments(claim, value)));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void claimThatIsNoText_isInvalid(String claim, Object value) {
      assertInvalid(issuer.token(c -> c.claim(claim, value)), "a claim is no text");
    }

    @Test
    void absentAndNullClaims_areEmpty() {
      assertThat(check.judge(issuer.token(c -> c.claim("email", null).claim("deptid", null))))
          .isEqualTo(
              new Valid(new SsoClaims("s-1", "", "", "dora", "E4711, Dora Lin, 林朵拉", "", "Etch")));
    }
  }

  @Test
  void realClock_isGoodEnough() throws Exception {
    var real = new TestIssuer(Clock.systemUTC());
    try (real) {
      Issuer found = Issuer.discover(real.url(), http);
      var keys = new IssuerKeys(found.keys(), http, Clock.systemUTC());
      var now =
          new TokenCheck(
              real.url(),
              Set.of(TestIssuer.AUDIENCE),
              new Signatures(found.algorithms(), keys),
              Clock.systemUTC());
      assertThat(now.judge(real.token())).isInstanceOf(Valid.class);
    }
  }
}
