package chat.localfleet;

import chat.localservers.LoopbackPorts;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.SearchUsersRequest;
import chat.runtime.HttpListener;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small directory of the sample people, so that the search of users (11 §6) has somebody to ask.
 * A directory that somebody starts at {@link #place} is asked in its stead, for as long as it
 * listens there: services are told neither of them, but the door in front of both.
 */
final class PeopleDirectory implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int place;
  private final DirectoryDoor door;

  PeopleDirectory() throws IOException {
    server = HttpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setExecutor(threads);
    server.createContext("/", PeopleDirectory::answer);
    server.start();
    place = LoopbackPorts.free(1).getFirst();
    door = new DirectoryDoor(place, server.getAddress().getPort());
  }

  /** {@code USERS_API_URL} of the services. */
  String url() {
    return "http://127.0.0.1:" + door.port();
  }

  /** Where another directory may listen, and is then asked by the services. */
  String place() {
    return "http://127.0.0.1:" + place;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      // else a service's next question would come here, whoever listens at the place by then
      exchange.getResponseHeaders().set("Connection", "close");
      if (!exchange.getRequestURI().getPath().equals("/search")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      Optional<byte[]> people = people(exchange.getRequestBody().readAllBytes());
      if (people.isEmpty()) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, people.get().length);
      exchange.getResponseBody().write(people.get());
    }
  }

  private static Optional<byte[]> people(byte[] body) {
    try {
      String query = Json.read(body, SearchUsersRequest.class).query();
      return Optional.of(Json.write(SampleData.named(query)));
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    door.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
