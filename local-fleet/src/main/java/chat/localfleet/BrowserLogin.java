package chat.localfleet;

import chat.client.SsoTokens;
import chat.model.Json;
import chat.model.MalformedJsonException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Logs somebody in at an issuer as a browser does: authorization code with PKCE, redirects, cookies
 * and the login form. As long as the issuer remembers the session, later tokens need no form.
 */
final class BrowserLogin implements SsoTokens {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int MOST_STEPS = 8;

  /** Nobody listens there: the browser looks at the address it is sent to. */
  private static final String REDIRECT = "http://127.0.0.1:1/callback";

  private static final Pattern CSRF =
      Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*value=\"([^\"]*)\"");

  /** The part of the discovery document that a browser's application reads. */
  private record Endpoints(String authorization_endpoint, String token_endpoint) {}

  private record TokenAnswer(String id_token) {}

  private final String issuer;
  private final String clientId;
  private final String account;
  private final String password;
  private final CookieManager cookies = new CookieManager();

  BrowserLogin(String issuer, String clientId, String account, String password) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.account = account;
    this.password = password;
  }

  /**
   * An ID token.
   *
   * @throws FleetException when the issuer does not know the person
   */
  @Override
  public String current() throws IOException, InterruptedException {
    try (HttpClient http =
        HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(LIMIT).build()) {
      Endpoints endpoints =
          read(
              get(
                  http,
                  URI.create(issuer + "/.well-known/openid-configuration"),
                  "application/json"),
              Endpoints.class);
      var proof = PkceProof.fresh();
      String code = authorize(http, endpoints, proof);
      HttpResponse<String> answer =
          post(
              http,
              URI.create(endpoints.token_endpoint),
              Map.of(
                  "grant_type", "authorization_code",
                  "code", code,
                  "redirect_uri", REDIRECT,
                  "client_id", clientId,
                  "code_verifier", proof.verifier()));
      return read(answer, TokenAnswer.class).id_token;
    }
  }

  /** Follows the issuer's redirects, through its form if it shows one, to the code. */
  private String authorize(HttpClient http, Endpoints endpoints, PkceProof proof)
      throws IOException, InterruptedException {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("response_type", "code");
    question.put("client_id", clientId);
    question.put("redirect_uri", REDIRECT);
    question.put("scope", "openid profile");
    question.put("state", proof.state());
    question.put("code_challenge", proof.challenge());
    question.put("code_challenge_method", "S256");
    HttpResponse<String> page =
        page(http, URI.create(endpoints.authorization_endpoint + "?" + form(question)));
    for (int step = 0; step < MOST_STEPS; step++) {
      String next = page.headers().firstValue("Location").orElse("");
      if (next.startsWith(REDIRECT)) {
        return code(next, proof);
      }
      if (next.contains("login?error")) {
        throw new FleetException(
            "the login does not know " + account + "; it knows the people of the sample data");
      }
      page = next.isEmpty() ? fillIn(http, page) : page(http, page.uri().resolve(next));
    }
    throw new IOException("the issuer sends the browser around in circles");
  }

  private HttpResponse<String> fillIn(HttpClient http, HttpResponse<String> page)
      throws IOException, InterruptedException {
    Matcher csrf = CSRF.matcher(page.body());
    if (page.statusCode() != 200 || !csrf.find()) {
      throw new IOException("status %d from %s, and no form".formatted(page.statusCode(), issuer));
    }
    return post(
        http,
        page.uri(),
        Map.of("username", account, "password", password, "_csrf", csrf.group(1)));
  }

  private static String code(String address, PkceProof proof) throws IOException {
    String query = String.valueOf(URI.create(address).getRawQuery());
    Map<String, String> answer =
        Arrays.stream(query.split("&"))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(
                Collectors.toMap(
                    pair -> pair[0],
                    pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                    (first, _) -> first));
    if (!proof.state().equals(answer.get("state"))) {
      throw new IOException("an answer to somebody else's question");
    }
    String code = answer.get("code");
    if (code == null) {
      throw new IOException("the issuer refuses: " + answer.get("error"));
    }
    return code;
  }

  /** A browser asks for pages: the issuer shows its form to nobody else. */
  private static HttpResponse<String> page(HttpClient http, URI address)
      throws IOException, InterruptedException {
    return get(http, address, "text/html");
  }

  private static HttpResponse<String> get(HttpClient http, URI address, String accept)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(LIMIT).header("Accept", accept).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient http, URI address, Map<String, String> fields)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static <T extends Record> T read(HttpResponse<String> answer, Class<T> type)
      throws IOException {
    try {
      if (answer.statusCode() == 200) {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), type);
      }
      throw new IOException("status %d from %s".formatted(answer.statusCode(), answer.uri()));
    } catch (MalformedJsonException e) {
      throw new IOException("not the expected answer from " + answer.uri(), e);
    }
  }
}
