package chat.runtime;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Opens the HTTP servers of services. The JDK's server knows its limits for the whole JVM only, and
 * reads them when the first server is made: this class must make all of them.
 */
public final class HttpListener {
  /** In which a request must have arrived whole. The JDK counts seconds here. */
  private static final String READ_LIMIT = "sun.net.httpserver.maxReqTime";

  /** In which an answer must have been made and taken. */
  private static final String WRITE_LIMIT = "sun.net.httpserver.maxRspTime";

  static {
    setUnlessGiven(READ_LIMIT, "10");
    // a login may wait 10 s for the issuer before there is an answer
    setUnlessGiven(WRITE_LIMIT, "15");
  }

  private HttpListener() {}

  /**
   * A server that listens and is not started yet.
   *
   * @throws IOException when the port is taken
   */
  public static HttpServer bind(InetSocketAddress address) throws IOException {
    return HttpServer.create(address, 0);
  }

  /**
   * Reads {@code host:port}, or {@code :port} for every address of this machine.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no port");
    }
    String host = text.substring(0, colon);
    int port = Integer.parseInt(text.substring(colon + 1));
    return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }

  /** Whether {@link #address} reads it. */
  public static boolean isAddress(String text) {
    try {
      return address(text) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
