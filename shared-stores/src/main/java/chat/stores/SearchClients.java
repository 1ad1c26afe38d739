package chat.stores;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.message.BasicHeader;
import org.apache.http.ssl.SSLContextBuilder;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** HTTP clients with the address, login and trust of a configuration. */
final class SearchClients {
  /** One thread moves the bytes of all requests. */
  private static final int THREADS = 1;

  private static final int CONNECTIONS = 64;

  private SearchClients() {}

  static RestClient build(SearchConfig config, Duration connectTimeout) {
    URI uri = URI.create(config.url().value());
    RestClientBuilder builder =
        RestClient.builder(new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme()))
            .setHttpClientConfigCallback(http -> settings(http, config))
            .setRequestConfigCallback(
                request ->
                    request
                        .setConnectTimeout((int) connectTimeout.toMillis())
                        .setConnectionRequestTimeout(0)
                        // whoever asks sets the limit
                        .setSocketTimeout(0));
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
    if (!path.isEmpty()) {
      builder.setPathPrefix(path);
    }
    login(config, uri).ifPresent(l -> builder.setDefaultHeaders(new Header[] {header(l)}));
    return builder.build();
  }

  private static HttpAsyncClientBuilder settings(HttpAsyncClientBuilder http, SearchConfig config) {
    http.setDefaultIOReactorConfig(
            org.apache.http.impl.nio.reactor.IOReactorConfig.custom()
                .setIoThreadCount(THREADS)
                .build())
        .setMaxConnPerRoute(CONNECTIONS)
        .setMaxConnTotal(CONNECTIONS)
        .disableCookieManagement();
    return config.trustAll()
        ? http.setSSLContext(trustingAll()).setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE)
        : http;
  }

  /** {@code user:password}: those of the url count. */
  private static Optional<String> login(SearchConfig config, URI uri) {
    if (uri.getUserInfo() != null) {
      return Optional.of(uri.getUserInfo());
    }
    return config.username().isEmpty() || config.password().isEmpty()
        ? Optional.empty()
        : Optional.of(config.username() + ":" + config.password().value());
  }

  private static Header header(String login) {
    String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return new BasicHeader("Authorization", "Basic " + encoded);
  }

  private static SSLContext trustingAll() {
    try {
      return SSLContextBuilder.create().loadTrustMaterial(null, (chain, type) -> true).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS", e);
    }
  }
}
