package chat.authservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.runtime.StartException;
import com.nimbusds.jose.JWSAlgorithm;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the issuer says of itself (12 §4.1).
 *
 * @param algorithms that its tokens may be signed with
 */
record Issuer(URL keys, Set<JWSAlgorithm> algorithms) {
  private static final String PATH = "/.well-known/openid-configuration";

  /** None of them can be made with what everybody knows: the public key, or nothing. */
  private static final List<JWSAlgorithm> ACCEPTABLE =
      List.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.EdDSA);

  private record Document(
      String issuer, String jwks_uri, List<String> id_token_signing_alg_values_supported) {}

  /**
   * Asks the issuer.
   *
   * @param url as tokens name it
   * @throws IOException when it does not answer as an issuer does: it may later
   * @throws StartException when another issuer answers there
   */
  static Issuer discover(String url, IssuerHttp http) throws IOException, InterruptedException {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    Document document;
    try {
      document = Json.read(http.get(URI.create(base + PATH)), Document.class);
    } catch (MalformedJsonException e) {
      throw new IOException("the discovery document is " + e.getMessage(), e);
    }
    if (!document.issuer.equals(url)) {
      throw new StartException(
          "create oidc validator: OIDC_ISSUER_URL is %s, but the issuer calls itself %s"
              .formatted(url, document.issuer));
    }
    return new Issuer(
        address(document.jwks_uri), accepted(document.id_token_signing_alg_values_supported));
  }

  static Set<JWSAlgorithm> accepted(List<String> listed) {
    Set<JWSAlgorithm> accepted =
        ACCEPTABLE.stream()
            .filter(algorithm -> listed.contains(algorithm.getName()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return accepted.isEmpty() ? Set.of(JWSAlgorithm.RS256) : Set.copyOf(accepted);
  }

  private static URL address(String text) throws IOException {
    try {
      return new URI(text).toURL();
    } catch (URISyntaxException | IllegalArgumentException | MalformedURLException e) {
      throw new IOException("the discovery document has no usable jwks_uri", e);
    }
  }
}
