package chat.stores;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * One entry of {@code CASSANDRA_HOSTS}: a name or an address, IPv6 in brackets, with or without a
 * port.
 */
final class CassandraHost {
  private static final int DEFAULT_PORT = 9042;

  private CassandraHost() {}

  static boolean isHost(String entry) {
    try {
      URI uri = new URI("cql://" + entry);
      return uri.getHost() != null
          && entry.equals(uri.getRawAuthority())
          && uri.getUserInfo() == null
          && uri.getPort() != 0
          && uri.getPort() <= 0xFFFF;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /** Looks the name up now; one that is unknown gives an address that nobody answers at. */
  static InetSocketAddress resolve(String entry) {
    URI uri = URI.create("cql://" + entry);
    return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
  }
}
