package chat.authservice;

import chat.model.Json;
import chat.runtime.HttpListener;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An issuer that signs whatever a test wants. */
final class TestIssuer implements AutoCloseable {
  static final String AUDIENCE = "nats-chat";

  /** One for all tests: making a key takes long. */
  private static final RSAKey FIRST_KEY = rsa("k1");

  private final HttpServer server;
  private final Clock clock;
  final AtomicInteger keyFetches = new AtomicInteger();
  volatile boolean away;
  volatile String calledItself;
  volatile Object algorithms = List.of("RS256", "ES256", "EdDSA", "HS256", "none");
  private volatile JWKSet published;
  volatile RSAKey key = FIRST_KEY;

  TestIssuer(Clock clock) throws IOException {
    this.clock = clock;
    server = HttpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    calledItself = url();
    published = new JWKSet(key);
    server.createContext("/.well-known/openid-configuration", x -> answer(x, discovery()));
    server.createContext("/keys", this::keys);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private byte[] discovery() {
    return Json.write(
        Map.of(
            "issuer", calledItself,
            "jwks_uri", url() + "/keys",
            "id_token_signing_alg_values_supported", algorithms));
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyFetches.incrementAndGet();
    answer(exchange, published.toString(true).getBytes(StandardCharsets.UTF_8));
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      if (away) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Publishes these keys from now on. */
  void publish(JWK... keys) {
    published = new JWKSet(List.of(keys));
  }

  /** Signs with a new key from now on, and publishes it alone. */
  void rotate(String kid) {
    key = rsa(kid);
    publish(key);
  }

  static RSAKey rsa(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey ec(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that a good token of Dora has; a test changes what it is about. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .subject("s-1")
        .audience(AUDIENCE)
        .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))))
        .claim("preferred_username", "dora")
        .claim("email", "dora@corp.example")
        .claim("description", "E4711, Dora Lin, 林朵拉")
        .claim("deptid", "D4400")
        .claim("deptname", "Etch");
  }

  String token() {
    return token(_ -> {});
  }

  String token(Consumer<JWTClaimsSet.Builder> change) {
    return signed(JWSAlgorithm.RS256, key, change);
  }

  String signed(JWSAlgorithm algorithm, JWK with, Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims = claims();
    change.accept(claims);
    return sign(new JWSHeader.Builder(algorithm).keyID(with.getKeyID()).build(), with, claims);
  }

  static String sign(JWSHeader header, JWK with, JWTClaimsSet.Builder claims) {
    try {
      JWSSigner signer =
          with instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(with.toECKey());
      var token = new SignedJWT(header, claims.build());
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Claims as a builder would not write them. */
  String signedText(String claims) {
    try {
      var token =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
              new Payload(claims));
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
