package chat.authservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.StartException;
import com.nimbusds.jose.JWSAlgorithm;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Discovery (12 §4.1). */
class IssuerTest {
  private final IssuerHttp http = new IssuerHttp(null);
  private TestIssuer issuer;

  @BeforeEach
  void start() throws Exception {
    issuer = new TestIssuer(Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    http.close();
    issuer.close();
  }

  @Test
  void keysAndAlgorithms_areRead_andNoKeyIsFetched() throws Exception {
    Issuer found = Issuer.discover(issuer.url(), http);

    assertThat(found.keys()).hasToString(issuer.url() + "/keys");
    assertThat(found.algorithms())
        .containsExactlyInAnyOrder(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);
    assertThat(issuer.keyFetches).hasValue(0);
  }

  @Test
  void oneSlashAtTheEnd_isPartOfTheName_notOfTheAddress() throws Exception {
    issuer.calledItself = issuer.url() + "/";

    assertThat(Issuer.discover(issuer.url() + "/", http).keys()).isNotNull();
    assertThatThrownBy(() -> Issuer.discover(issuer.url(), http))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("create oidc validator");
  }

  @Test
  void anotherIssuer_endsTheStart() {
    issuer.calledItself = "https://evil.example";

    assertThatThrownBy(() -> Issuer.discover(issuer.url(), http))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("https://evil.example");
  }

  @Test
  void issuerThatIsAwayOrTalksNonsense_mayComeBack() {
    issuer.away = true;
    assertThatThrownBy(() -> Issuer.discover(issuer.url(), http)).isInstanceOf(IOException.class);
    issuer.away = false;
    issuer.algorithms = "RS256";
    assertThatThrownBy(() -> Issuer.discover(issuer.url(), http)).isInstanceOf(IOException.class);
  }

  @Test
  void withoutAnAcceptableAlgorithm_thereIsRs256() {
    assertThat(Issuer.accepted(List.of("none", "HS256"))).containsExactly(JWSAlgorithm.RS256);
    assertThat(Issuer.accepted(List.of())).containsExactly(JWSAlgorithm.RS256);
  }

  @Test
  @Timeout(20)
  void silentIssuer_isNotWaitedForLongerThanTheLimit() throws Exception { // ODDITY-7
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var impatient = new IssuerHttp(null, Duration.ofMillis(500))) {
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/keys");

      assertThatThrownBy(() -> impatient.get(address))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no answer within");
    }
  }

  /** A self-signed certificate, for another name than the server's. */
  private static HttpsServer tlsServer(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "issuer",
                "-keyalg",
                "EC",
                "-dname",
                "CN=somebody.example",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/keys",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
          }
        });
    server.start();
    return server;
  }

  @Test
  void certificateThatNobodyVouchesFor_isRefused_unlessToldToSkip(@TempDir Path folder)
      throws Exception {
    HttpsServer server = tlsServer(folder);
    URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    try (var trusting = new IssuerHttp(UncheckedTls.context())) {
      assertThatThrownBy(() -> http.get(address)).isInstanceOf(IOException.class);
      assertThat(trusting.get(address)).hasSize(2);
    } finally {
      server.stop(0);
    }
  }
}
