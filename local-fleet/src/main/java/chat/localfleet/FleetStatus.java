package chat.localfleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./chat status --json} prints: enough for any outside client to connect.
 *
 * @param impl always {@code java}
 */
public record FleetStatus(String impl, List<Site> sites) {
  /**
   * One site.
   *
   * @param natsCreds path of a credentials file with the services' rights
   * @param authSigningKey path of the account seed, with which user tokens are signed
   * @param auth address of auth-service
   * @param oidcIssuer address of the organisation's login; null in development mode
   * @param oidcToken a token of that login for somebody of this site, made when it is asked for;
   *     null where nobody asked
   * @param search url of the search engine
   * @param searchMetrics base url of search-service's metrics
   * @param usersApi url at which a directory of people is asked when one listens there; else the
   *     fleet's own is
   * @param encryption whether channel messages are delivered encrypted
   */
  public record Site(
      String id,
      String nats,
      String natsWebsocket,
      String natsCreds,
      String authSigningKey,
      String auth,
      @Nullable String oidcIssuer,
      @Nullable String oidcToken,
      String mongo,
      String mongoDb,
      String valkey,
      String cassandra,
      String cassandraKeyspace,
      String search,
      String searchMetrics,
      String usersApi,
      boolean operatorMode,
      boolean encryption,
      List<Service> services,
      List<Server> servers) {
    /** The same with a token. */
    Site withToken(@Nullable String token) {
      return new Site(
          id,
          nats,
          natsWebsocket,
          natsCreds,
          authSigningKey,
          auth,
          oidcIssuer,
          token,
          mongo,
          mongoDb,
          valkey,
          cassandra,
          cassandraKeyspace,
          search,
          searchMetrics,
          usersApi,
          operatorMode,
          encryption,
          services,
          servers);
    }

    @Override
    public String toString() {
      return "Site[" + id + "]"; // a token is in it
    }
  }

  /** A service; {@code health} is the address of its health endpoints. */
  public record Service(String name, long pid, String health, boolean ready) {}

  /** A server; pid 0 when it does not run. */
  public record Server(String name, long pid) {}

  /**
   * The fleet as if it had this site alone.
   *
   * @throws IllegalArgumentException when it has no such site
   */
  public FleetStatus only(String siteId) {
    List<Site> one = sites.stream().filter(site -> site.id().equals(siteId)).toList();
    if (one.isEmpty()) {
      throw new IllegalArgumentException("no site " + siteId);
    }
    return new FleetStatus(impl, one);
  }
}
