package chat.searchservice;

import chat.model.VersionedIndexName;
import chat.runtime.EnvReader;
import chat.runtime.HttpListener;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import chat.runtime.SiteConfig;
import chat.stores.MongoConfig;
import chat.stores.SearchConfig;
import chat.stores.ValkeyConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment of search-service (11 §1.1). Numbers and durations that are not positive mean
 * their default, as in the existing fleet.
 *
 * @param userRoomIndex one index, no pattern: the engine looks rooms up in it
 * @param spotlightIndex versioned
 * @param pageSizes of messages, rooms and apps
 * @param cacheLife of remembered restricted rooms
 * @param recentWindow age of the oldest message that is found
 * @param requestLimit for all that one request asks of stores
 */
record Config(
    String siteId,
    NatsConfig nats,
    SearchConfig search,
    String userRoomIndex,
    String spotlightIndex,
    PageSizes pageSizes,
    Duration cacheLife,
    Duration recentWindow,
    Duration requestLimit,
    String metricsAddress,
    ValkeyConfig valkey,
    MongoConfig mongo,
    Directory directory,
    ProcessConfig process) {
  private static final Pattern INDEX = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /** As good as none: the client's own patience is shorter. */
  private static final Duration NO_LIMIT = Duration.ofMinutes(1);

  /**
   * The directory of people.
   *
   * @param url without a slash at its end
   * @param token empty = none
   */
  record Directory(String url, Duration limit, Secret token) {
    static Directory read(EnvReader env) {
      String url = env.requiredText("USERS_API_URL", "directory of people, base url");
      env.check(url.isBlank() || isAddress(url), "USERS_API_URL is no http or https url");
      return new Directory(
          url.replaceAll("/$", ""),
          positive(
              env.duration(
                  "USERS_API_TIMEOUT", Duration.ofSeconds(5), "for one call of the directory"),
              Duration.ofSeconds(5)),
          env.secret("USERS_API_TOKEN", "bearer token for the directory; empty = none"));
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

  static Config from(Map<String, String> variables) {
    var env = new EnvReader(variables);
    Config config = read(env);
    env.done();
    return config;
  }

  static Config read(EnvReader env) {
    var config =
        new Config(
            SiteConfig.withDefault(env, "site-local"),
            NatsConfig.required(env),
            SearchConfig.read(env),
            env.requiredText(
                "SEARCH_USER_ROOM_INDEX",
                "index of who may search where; as for search-sync-worker"),
            env.requiredText("SEARCH_SPOTLIGHT_INDEX", "index of room names: `…-v{version}`"),
            PageSizes.read(env),
            positive(
                env.duration(
                    "SEARCH_RESTRICTED_ROOMS_CACHE_TTL",
                    Duration.ofMinutes(5),
                    "how long an account's restricted rooms are remembered"),
                Duration.ofMinutes(5)),
            positive(
                env.duration(
                    "SEARCH_RECENT_WINDOW",
                    Duration.ofDays(365),
                    "age of the oldest message that is found"),
                Duration.ofDays(365)),
            positive(
                env.duration(
                    "SEARCH_REQUEST_TIMEOUT",
                    Duration.ofSeconds(10),
                    "for all that one request asks of stores; 0 or less = none"),
                NO_LIMIT),
            env.text("SEARCH_METRICS_ADDR", ":9090", "host:port of `/metrics` and `/healthz`"),
            ValkeyConfig.required(env),
            MongoConfig.required(env),
            Directory.read(env),
            ProcessConfig.read(env));
    config.check(env);
    return config;
  }

  private void check(EnvReader env) {
    env.check(
        spotlightIndex.isBlank() || VersionedIndexName.parse(spotlightIndex).versioned(),
        "SEARCH_SPOTLIGHT_INDEX must end with -v<N>, for example -v1");
    env.check(
        userRoomIndex.isBlank() || INDEX.matcher(userRoomIndex).matches(),
        "SEARCH_USER_ROOM_INDEX must be the name of one index");
    env.check(
        HttpListener.isAddress(metricsAddress),
        "SEARCH_METRICS_ADDR is neither host:port nor :port");
  }

  private static Duration positive(Duration given, Duration otherwise) {
    return given.isPositive() ? given : otherwise;
  }

  /** Covers every version of the index. */
  String spotlightPattern() {
    return VersionedIndexName.parse(spotlightIndex).base() + "-*";
  }
}
