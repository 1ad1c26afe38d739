package chat.stores;

import chat.runtime.EnvReader;
import chat.runtime.Secret;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/**
 * How a service reaches its site's Valkey (contract 01b §12, §19).
 *
 * @param addresses seeds, {@code host} or {@code host:port}; never empty
 * @param password empty = none
 */
public record ValkeyConfig(List<String> addresses, Secret password) {

  private static final String SEEDS = "Valkey seed nodes host:port, comma separated";
  private static final int MAX_PORT = 65_535;

  public ValkeyConfig {
    addresses = List.copyOf(addresses);
  }

  /** For a service that cannot do without: {@code VALKEY_ADDRS} must name a node. */
  public static ValkeyConfig required(EnvReader env) {
    return rest(env, env.requiredList("VALKEY_ADDRS", SEEDS));
  }

  /** For a service that uses Valkey only with a switch on, and checks that itself. */
  public static ValkeyConfig optional(EnvReader env) {
    return rest(env, env.list("VALKEY_ADDRS", "", SEEDS));
  }

  private static ValkeyConfig rest(EnvReader env, List<String> addresses) {
    for (String address : addresses) {
      env.check(isAddress(address), "VALKEY_ADDRS must hold host:port entries");
    }
    return new ValkeyConfig(addresses, env.secret("VALKEY_PASSWORD", "Valkey password"));
  }

  /** The seeds as lettuce takes them, with password and command timeout. */
  List<RedisURI> uris(Duration commandTimeout) {
    return addresses.stream().map(address -> uri(address, commandTimeout)).toList();
  }

  private RedisURI uri(String address, Duration commandTimeout) {
    RedisURI.Builder uri =
        RedisURI.builder(RedisURI.create("redis://" + address)).withTimeout(commandTimeout);
    return password.isEmpty() ? uri.build() : uri.withPassword(password.value()).build();
  }

  private static boolean isAddress(String address) {
    try {
      URI uri = new URI("redis://" + address);
      return uri.getHost() != null
          && uri.getPort() <= MAX_PORT
          && address.equals(uri.getRawAuthority())
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
