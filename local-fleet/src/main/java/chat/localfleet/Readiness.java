package chat.localfleet;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service whether it is ready. */
final class Readiness {
  private static final int TIMEOUT_MILLIS = 2_000;

  private Readiness() {}

  /**
   * @param health {@code host:port}
   * @return false as well when nobody answers there
   */
  static boolean ready(String health) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://" + health + "/readyz").toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try {
      return connection.getResponseCode() == 200;
    } finally {
      connection.disconnect();
    }
  }
}
