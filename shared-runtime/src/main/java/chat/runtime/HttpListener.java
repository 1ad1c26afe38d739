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

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
