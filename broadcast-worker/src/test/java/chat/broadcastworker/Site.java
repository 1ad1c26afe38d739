package chat.broadcastworker;

import chat.model.Json;
import chat.model.MessageEvent;
import chat.model.User;
import chat.roomcrypto.Opening;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomkeystore.ChannelSealing;
import chat.roomkeystore.InMemoryRoomKeyStore;
import chat.roomkeystore.KeyedSealing;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.stores.CachedUsers;
import chat.stores.InMemoryUserDirectory;
import chat.stores.UserDirectory;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The handlers of one site on fakes. */
final class Site {
  static final Instant NOW = Instant.parse("2026-02-02T02:41:08.002Z");
  static final String REQUEST = "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04";
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final RoomCrypto CRYPTO = RoomCrypto.best();

  final InMemoryRoomStore rooms = new InMemoryRoomStore();
  final InMemorySubscriptionStore subscriptions = new InMemorySubscriptionStore();
  final Published published = new Published();
  final RoomKeyStore keys = new InMemoryRoomKeyStore(Duration.ofHours(24), CLOCK);
  final List<List<String>> lookUps = new ArrayList<>();
  private final UserDirectory directory = new InMemoryUserDirectory(Samples.KENJI, Samples.MARIE);
  private RoomStore roomsInUse = rooms;
  private SubscriptionStore subscriptionsInUse = subscriptions;
  private RoomMetadata metadata = rooms::metadata;
  private ChannelSealing sealing = ChannelSealing.off();
  private RuntimeException userFault;

  /** With encryption on, and this store of keys. */
  Site sealing(RoomKeyStore store) {
    sealing =
        new KeyedSealing(
            store,
            CRYPTO,
            new RoomKeyMetrics(OpenTelemetry.noop().getMeter(RoomKeyMetrics.METER)),
            10);
    return this;
  }

  Site sealing() {
    return sealing(keys);
  }

  Site rooms(RoomStore store) {
    roomsInUse = store;
    return this;
  }

  Site subscriptions(SubscriptionStore store) {
    subscriptionsInUse = store;
    return this;
  }

  /** The metadata cache still knows what the store has lost. */
  Site remembering(RoomMetadata remembered) {
    metadata = remembered;
    return this;
  }

  Site withoutUsers(RuntimeException fault) {
    userFault = fault;
    return this;
  }

  static RoomKeyPair newKey() {
    return CRYPTO.newKeyPair();
  }

  String open(RoomKeyPair pair, chat.model.EncryptedMessage envelope) {
    Opening opening = CRYPTO.opener(pair.privateKey(), envelope.version()).open(envelope);
    return ((Opening.Opened) opening).text();
  }

  Outcome handle(MessageEvent event) throws InterruptedException {
    return handle(Json.write(event));
  }

  Outcome handle(String body) throws InterruptedException {
    return handle(body.getBytes(StandardCharsets.UTF_8));
  }

  Outcome handle(byte[] body) throws InterruptedException {
    return handlers().handle(new Delivery("chat.msg.canonical.tokyo.x", body, REQUEST, 1, 1));
  }

  private MessageEvents handlers() {
    var live = new LiveEvents(published);
    var changes = new ChangeDelivery(subscriptionsInUse, live);
    return new MessageEvents(
        new AnnounceMessage(
            roomsInUse,
            metadata,
            subscriptionsInUse,
            new CachedUsers(new Directory(), 0, Duration.ZERO),
            sealing,
            live,
            new AnnounceMessage.Surroundings(CLOCK, Runnable::run)),
        new AnnounceEdit(roomsInUse, sealing, changes),
        new AnnounceDeletion(roomsInUse, changes));
  }

  /** Remembers who was looked up, and can fail. */
  private final class Directory implements UserDirectory {
    @Override
    public Optional<User> byId(String id) {
      return directory.byId(id);
    }

    @Override
    public List<User> byAccounts(Collection<String> accounts) {
      lookUps.add(List.copyOf(accounts));
      if (userFault != null) {
        throw userFault;
      }
      return directory.byAccounts(accounts);
    }
  }
}
