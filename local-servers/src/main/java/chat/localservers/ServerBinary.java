package chat.localservers;

import java.nio.file.Path;
import java.util.Map;

/**
 * A server that can be started on this machine.
 *
 * @param environment what it needs in its environment, e.g. where its libraries lie
 */
public record ServerBinary(Path executable, Map<String, String> environment) {

  public ServerBinary {
    environment = Map.copyOf(environment);
  }
}
