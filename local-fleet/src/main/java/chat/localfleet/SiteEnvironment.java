package chat.localfleet;

import chat.localservers.IssuerServer;
import chat.localservers.OperatorKeys;
import chat.runtime.EnvReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that the services of one site are started with. */
final class SiteEnvironment {
  private SiteEnvironment() {}

  /**
   * Over whatever the fleet's own environment sets, so that a limit can be tried out with a
   * variable.
   *
   * @param usersApi url of the directory of people
   */
  static Map<String, String> of(SiteServers site, OperatorKeys keys, String usersApi) {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.nats().url());
    env.put("NATS_CREDS_FILE", keys.backendCreds().toAbsolutePath().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", SiteServers.DATABASE);
    env.put("VALKEY_ADDRS", site.valkeyAddress());
    env.put("CASSANDRA_HOSTS", site.cassandraAddress());
    env.put("CASSANDRA_KEYSPACE", SiteServers.KEYSPACE);
    env.put("SEARCH_URL", site.searchUrl());
    env.put("MSG_INDEX_PREFIX", "messages-" + site.siteId() + "-v1");
    String spotlight = "spotlight-" + site.siteId() + "-v1";
    env.put("SPOTLIGHT_INDEX", spotlight);
    env.put("SEARCH_SPOTLIGHT_INDEX", spotlight);
    String userRoom = "user-room-mv-" + site.siteId();
    env.put("USER_ROOM_INDEX", userRoom);
    env.put("SEARCH_USER_ROOM_INDEX", userRoom);
    env.put("SEARCH_METRICS_ADDR", site.searchMetricsAddress());
    env.put("USERS_API_URL", usersApi);
    env.put(
        "CASSANDRA_NUM_CONNS",
        "1"); // one node on the same machine: more connections cost memory only
    env.put("HEALTH_ADDR", "127.0.0.1:0");
    env.put("BOOTSTRAP_STREAMS", "false");
    env.put("ENCRYPTION_ENABLED", "true");
    env.put("VALKEY_KEY_GRACE_PERIOD", "24h");
    return env;
  }

  /**
   * What auth-service is told, and nobody else: its key makes tokens for everybody. In development
   * mode it must not know the issuer.
   */
  static Map<String, String> ofAuth(SiteServers site, OperatorKeys keys, FleetIssuer issuer)
      throws IOException {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("LISTEN_HOST", "127.0.0.1");
    env.put("PORT", Integer.toString(site.authPort()));
    env.put("AUTH_SIGNING_KEY", keys.accountSeed());
    if (!isDevMode()) {
      env.put("OIDC_ISSUER_URL", issuer.url());
      env.put("OIDC_AUDIENCES", IssuerServer.CLIENT_ID);
    }
    return env;
  }

  /** {@code DEV_MODE=true ./chat up}: everybody is believed, as auth-service reads it. */
  static boolean isDevMode() {
    return new EnvReader(System.getenv()).flag("DEV_MODE", false, "");
  }
}
