package chat.roomworker;

import chat.localservers.TestSite;
import chat.model.Bytes;
import chat.model.RoomKeyEvent;
import chat.model.Streams;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.KeyedSealing;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.CorePublisher;
import chat.runtime.EnvReader;
import chat.runtime.StreamPublisher;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A site with real NATS and Valkey, on which the key properties are tried; rooms and people are
 * fakes that all replicas share.
 */
final class KeySite implements AutoCloseable {
  static final String DURABLE = "room-worker";
  private static final Duration ACK_WAIT = Duration.ofSeconds(1);

  /** Which key somebody holds. */
  record Holding(String account, String roomId, long version) {}

  final String siteId;
  final Connection nats;
  final JetStream jetStream;
  final RoomKeyStore keys;
  final KeyedSealing sealing;
  final RoomCrypto crypto = RoomCrypto.best();
  final Documents documents = new Documents();
  final Object lock = new Object();
  final KeyLedger ledger = new KeyLedger();
  final Map<Holding, Bytes> held = new ConcurrentHashMap<>();
  final CorePublisher core = this::publish;
  final StreamPublisher streams = this::store;
  private final Stores fakes =
      new Stores(
          new InMemoryUserStore(documents),
          new InMemoryRoomStore(documents),
          new InMemorySubscriptionStore(documents),
          new InMemoryMemberRowStore(documents),
          new InMemoryJobJournal(),
          new InMemoryMembershipMarks());
  final Stores stores =
      new Stores(
          Interleaved.served(UserStore.class, fakes.users(), lock),
          Interleaved.served(RoomStore.class, fakes.rooms(), lock),
          Interleaved.served(SubscriptionStore.class, fakes.subscriptions(), lock),
          Interleaved.served(MemberRowStore.class, fakes.rows(), lock),
          Interleaved.served(JobJournal.class, fakes.journal(), lock),
          Interleaved.served(MembershipMarks.class, fakes.marks(), lock));
  private final ValkeyConnection valkey;

  KeySite(TestSite site) throws Exception {
    siteId = site.siteId();
    nats =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    jetStream = nats.jetStream();
    valkey =
        ValkeyConnection.open(
            ValkeyConfig.required(new EnvReader(Map.of("VALKEY_ADDRS", site.valkeyAddress()))));
    var metrics = new RoomKeyMetrics(OpenTelemetry.noop().getMeter("test"));
    keys = new ValkeyRoomKeyStore(valkey, Duration.ofHours(1), Clock.systemUTC(), metrics);
    sealing = new KeyedSealing(keys, crypto, metrics, 100);
    nats.jetStreamManagement()
        .addOrUpdateConsumer(
            stream(),
            ConsumerConfiguration.builder()
                .durable(DURABLE)
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(ACK_WAIT)
                .build());
    nats.createDispatcher(message -> hold(message.getSubject(), message.getData()))
        .subscribe("chat.user.*.event.room.key");
    nats.flush(Duration.ofSeconds(5));
  }

  boolean knows(@Nullable String roomId) {
    return roomId != null && stores.rooms().find(roomId).isPresent();
  }

  String stream() {
    return Streams.rooms(siteId).name();
  }

  /** As a client does: the later key of one version counts (01b §14.6). */
  private void hold(String subject, byte[] body) {
    RoomKeyEvent key = KeyLedger.key(body);
    held.put(new Holding(subject.split("\\.")[2], key.roomId(), key.version()), key.privateKey());
  }

  private void publish(String subject, @Nullable String requestId, byte[] body) {
    nats.publish(message(subject, requestId, null, body));
  }

  private StreamPublisher.Stored store(
      String subject, @Nullable String requestId, @Nullable String messageId, byte[] body) {
    try {
      var ack = jetStream.publish(message(subject, requestId, messageId, body));
      return new StreamPublisher.Stored(ack.getSeqno(), ack.isDuplicate());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static NatsMessage message(
      String subject, @Nullable String requestId, @Nullable String messageId, byte[] body) {
    var headers = new Headers();
    if (requestId != null && !requestId.isEmpty()) {
      headers.put("X-Request-ID", requestId);
    }
    if (messageId != null) {
      headers.put("Nats-Msg-Id", messageId);
    }
    return NatsMessage.builder().subject(subject).headers(headers).data(body).build();
  }

  @Override
  public void close() throws Exception {
    nats.close();
    valkey.close();
  }
}
