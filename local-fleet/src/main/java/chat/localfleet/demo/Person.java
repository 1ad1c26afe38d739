package chat.localfleet.demo;

import chat.client.ChatClient;
import chat.client.ChatLogin;
import chat.client.ClientEvent;
import chat.client.ClientOptions;
import chat.client.RoomRef;
import chat.client.RoomUpdate;
import chat.roomcrypto.RoomCrypto;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Somebody with a client of their own, and everything that client was told. */
final class Person implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 10_000;

  private final String account;
  private final ChatClient client;
  private final List<ClientEvent> told = new ArrayList<>();

  private Person(String account, ClientOptions options, RoomCrypto crypto, Clock clock)
      throws Exception {
    this.account = account;
    this.client = ChatClient.connect(options, crypto, clock, this::listen);
  }

  /** Connects with a login of theirs. */
  static Person connect(String natsUrl, ChatLogin login, RoomCrypto crypto, Clock clock)
      throws Exception {
    return new Person(login.user().account(), new ClientOptions(natsUrl, login), crypto, clock);
  }

  String account() {
    return account;
  }

  /** With a capital: how the demo speaks of them. */
  String name() {
    return Character.toUpperCase(account.charAt(0)) + account.substring(1);
  }

  ChatClient client() {
    return client;
  }

  private synchronized void listen(ClientEvent event) {
    told.add(event);
    notifyAll();
  }

  /** The first event of the kind that passes, waited for if need be. */
  synchronized <T extends ClientEvent> Optional<T> await(Class<T> type, Predicate<T> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (true) {
      for (ClientEvent event : told) {
        if (type.isInstance(event) && wanted.test(type.cast(event))) {
          return Optional.of(type.cast(event));
        }
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }

  /** Everything of a kind so far. */
  synchronized <T extends ClientEvent> List<T> toldAll(Class<T> type) {
    return told.stream().filter(type::isInstance).map(type::cast).toList();
  }

  synchronized boolean wasTold(Class<? extends ClientEvent> type) {
    return told.stream().anyMatch(type::isInstance);
  }

  /** What this person sees of a message, opened or locked. */
  Optional<RoomUpdate> sees(RoomRef room, String messageId) throws InterruptedException {
    return await(
            ClientEvent.RoomChanged.class,
            changed ->
                changed.update().event().roomId().equals(room.roomId())
                    && changed.update().event().lastMsgId().equals(messageId))
        .map(ClientEvent.RoomChanged::update);
  }

  /** The text of an opened message; empty when it stays locked or never comes. */
  Optional<String> reads(RoomRef room, String messageId) throws InterruptedException {
    return sees(room, messageId)
        .filter(RoomUpdate.Opened.class::isInstance)
        .map(update -> update.event().message())
        .map(message -> message.message().content());
  }

  @Override
  public void close() {
    client.close();
  }
}
