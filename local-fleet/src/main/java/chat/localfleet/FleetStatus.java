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
   * @param auth address of auth-service, null while there is none
   * @param search url of the search engine
   * @param encryption whether channel messages are delivered encrypted
   */
  public record Site(
      String id,
      String nats,
      String natsWebsocket,
      String natsCreds,
      String authSigningKey,
      @Nullable String auth,
      String mongo,
      String mongoDb,
      String valkey,
      String cassandra,
      String cassandraKeyspace,
      String search,
      boolean operatorMode,
      boolean encryption,
      List<Service> services,
      List<Server> servers) {}

  /** A service; {@code health} is the address of its health endpoints. */
  public record Service(String name, long pid, String health, boolean ready) {}

  /** A server; pid 0 when it does not run. */
  public record Server(String name, long pid) {}
}
