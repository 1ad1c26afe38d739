package chat.localfleet.load;

import chat.client.ChatClient;
import chat.client.ClientEvent;
import chat.client.ClientOptions;
import chat.localfleet.FleetStatus;
import chat.localservers.OperatorKeys;
import chat.roomcrypto.RoomCrypto;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Logs people in at a fleet and closes their clients in the end. */
public final class FleetClients implements AutoCloseable {
  private static final Duration TOKEN_LIFE = Duration.ofHours(8);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RoomCrypto crypto = RoomCrypto.best();
  private final Clock clock;
  private final List<ChatClient> clients = new ArrayList<>();

  public FleetClients(Clock clock) {
    this.clock = clock;
  }

  /** A client at the account's site that tells the listener what it hears. */
  public ChatClient login(FleetStatus.Site site, String account, Consumer<ClientEvent> listener)
      throws Exception {
    var keys =
        new OperatorKeys(Path.of(site.authSigningKey()).toAbsolutePath().resolveSibling("."));
    var auth = keys.login(account, clock.instant(), TOKEN_LIFE);
    var options = new ClientOptions(site.nats(), account, auth, PATIENCE, PATIENCE);
    ChatClient client = ChatClient.connect(options, crypto, clock, listener);
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(ChatClient::close);
  }
}
