package chat.client;

import chat.client.Wire.Incoming;
import chat.client.Wire.Line;
import chat.client.Wire.Subscribed;
import chat.model.ErrorReply;
import chat.model.Ids;
import chat.model.KeyGetReply;
import chat.model.KeyGetRequest;
import chat.model.Subjects;
import chat.roomcrypto.RoomCrypto;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's connection to the fleet. Collects the room keys that it is given, asks for those
 * that it misses (contract 13 A2), and opens what is said in open rooms. Safe for concurrent use.
 *
 * <p>The listener gets events on several threads. Their order is not promised: the fleet sends the
 * events of a room in parallel, and an event may wait for its key. After a redelivery inside the
 * fleet an event comes twice; message ids tell.
 */
public final class ChatClient implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ChatClient.class);
  private static final int MOST_KEYS = 10_000;

  /** What a service says when something failed that is nobody's fault. */
  private static final String FAILED = "internal error";

  private final Wire wire;
  private final String account;
  private final MissingKeys missing;
  private final EventIntake intake;
  private final Requests requests;
  private final Map<RoomRef, List<Subscribed>> open = new HashMap<>();

  /** Connects; from then on the listener is told what happens. */
  public static ChatClient connect(
      ClientOptions options, RoomCrypto crypto, Clock clock, Consumer<ClientEvent> listener)
      throws IOException, InterruptedException {
    return new ChatClient(
        NatsWire.connect(options), options, crypto, clock, Thread::sleep, listener);
  }

  ChatClient(
      Wire wire,
      ClientOptions options,
      RoomCrypto crypto,
      Clock clock,
      Pauses pauses,
      Consumer<ClientEvent> listener) {
    this.wire = wire;
    this.account = options.account();
    Consumer<ClientEvent> guarded = event -> tell(listener, event);
    Responses responses = new Responses();
    this.requests = new Requests(wire, responses, new Ids(clock), options);
    KeyRing keys = new KeyRing(crypto, MOST_KEYS);
    Memberships memberships = new Memberships();
    this.missing = new MissingKeys(this::askKey, keys, memberships, pauses, clock);
    this.intake = new EventIntake(keys, missing, memberships, guarded);
    subscribe(responses);
    wire.onReconnect(() -> reconnected(guarded));
  }

  /** The account this client speaks for. */
  public String account() {
    return account;
  }

  /** Rooms and their members. */
  public Rooms rooms() {
    return new Rooms(requests);
  }

  /** Finding what was said, rooms, apps and people. */
  public Searches searches() {
    return new Searches(requests);
  }

  /** Saying and reading. */
  public Messages messages() {
    return new Messages(requests);
  }

  /**
   * Follows a channel: its events come from now on, and its current key is asked for. DMs need no
   * opening. Opening an open room changes nothing.
   */
  public void open(RoomRef room) {
    synchronized (open) {
      if (open.containsKey(room)) {
        return;
      }
      String roomId = room.roomId();
      open.put(
          room,
          List.of(
              wire.subscribe(
                  Line.EVENTS,
                  Subjects.roomEvent(roomId),
                  incoming -> intake.roomEvent(room, incoming)),
              wire.subscribe(Line.EVENTS, Subjects.memberEvent(roomId), intake::members)));
    }
    missing.askCurrent(room);
  }

  /** Follows a channel no more. */
  public void close(RoomRef room) {
    List<Subscribed> subscriptions;
    synchronized (open) {
      subscriptions = open.remove(room);
    }
    if (subscriptions != null) {
      subscriptions.forEach(Subscribed::end);
      missing.forget(room.roomId());
    }
  }

  /** Ends the connection. Events that wait for a key are passed on as locked. */
  @Override
  public void close() {
    missing.close();
    wire.close();
  }

  private void subscribe(Responses responses) {
    Map<String, Consumer<Incoming>> handlers =
        Map.of(
            Subjects.userRoomEvent(account), intake::ownRoomEvent,
            Subjects.roomKey(account), intake::key,
            Subjects.subscriptionUpdate(account), intake::subscription);
    wire.subscribe(
        Line.EVENTS,
        "chat.user." + account + ".event.>",
        incoming -> handlers.getOrDefault(incoming.subject(), _ -> {}).accept(incoming));
    wire.subscribe(Line.EVENTS, Subjects.notification(account), intake::notification);
    wire.subscribe(Line.RESPONSES, Subjects.response(account, ">"), responses::arrived);
  }

  private void reconnected(Consumer<ClientEvent> guarded) {
    List<RoomRef> rooms;
    synchronized (open) {
      rooms = List.copyOf(open.keySet());
    }
    rooms.forEach(missing::askCurrent); // a key that was handed out meanwhile is lost
    guarded.accept(new ClientEvent.Reconnected());
  }

  private Answer<KeyGetReply> askKey(RoomRef room, @Nullable Long version)
      throws InterruptedException {
    Answer<KeyGetReply> answer =
        requests.ask(
            Subjects.getKey(account, room.roomId(), room.siteId()),
            new KeyGetRequest(version),
            KeyGetReply.class);
    return answer instanceof Answer.Refused<KeyGetReply>(ErrorReply error)
            && error.error().equals(FAILED)
        ? new Answer.Missing<>(FAILED)
        : answer;
  }

  private static void tell(Consumer<ClientEvent> listener, ClientEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      log.error("the listener failed on a {}", event.getClass().getSimpleName(), e);
    }
  }
}
