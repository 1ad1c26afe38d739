package chat.stores;

import chat.runtime.EnvReader;
import chat.runtime.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * How a service reaches its site's search engine (contract 10 §1.1, 11 §1.1).
 *
 * @param url one address; secret, since it may hold a user and a password, which then count
 * @param username used only together with {@code password}
 * @param trustAll takes any certificate
 */
public record SearchConfig(Secret url, String username, Secret password, boolean trustAll) {
  private static final Set<String> BACKENDS = Set.of("elasticsearch", "opensearch");

  /** {@code SEARCH_URL} must be given. Both engines are spoken to alike. */
  public static SearchConfig read(EnvReader env) {
    String url = env.requiredText("SEARCH_URL", "address of the search engine, one url");
    env.check(url.isBlank() || isAddress(url), "SEARCH_URL is not one http or https url");
    String backend = env.text("SEARCH_BACKEND", "elasticsearch", "`elasticsearch` or `opensearch`");
    env.check(BACKENDS.contains(backend), "unsupported search backend: " + backend);
    return new SearchConfig(
        new Secret(url),
        env.text("SEARCH_USERNAME", "", "user; counts only together with SEARCH_PASSWORD"),
        env.secret("SEARCH_PASSWORD", "password of SEARCH_USERNAME"),
        env.flag("SEARCH_TLS_SKIP_VERIFY", false, "takes any certificate of the search engine"));
  }

  private static boolean isAddress(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
