package chat.localfleet.truth;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.ClientEvent;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.load.FleetClients;
import chat.model.LoadHistoryReply;
import chat.model.LoadHistoryRequest;
import chat.model.MessagePage;
import chat.model.StoredMessage;
import chat.model.SubscriptionAction;
import chat.model.SubscriptionUpdate;
import chat.model.ThreadMessagesRequest;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a client, who follows the rooms they are in. After each login, and in each room
 * they come into, they read the history again; a second time a moment later, since what was said
 * just before they listened may not have been stored when they read first.
 */
final class Someone {
  private static final long A_MOMENT_MILLIS = 3_000;
  private static final long PAGE = 100;

  private final FleetStatus.Site site;
  private final String account;
  private final FleetClients clients;
  private final ScheduledExecutorService later;
  private final BooleanSupplier loses;
  private final Ledger ledger = new Ledger();
  private final Map<String, RoomRef> rooms;
  private final AtomicInteger toRead = new AtomicInteger();
  private volatile @Nullable ChatClient client;

  /**
   * @param rooms all there are, by id
   * @param loses whether the event at hand gets lost
   */
  Someone(
      FleetStatus.Site site,
      String account,
      FleetClients clients,
      Map<String, RoomRef> rooms,
      ScheduledExecutorService later,
      BooleanSupplier loses) {
    this.site = site;
    this.account = account;
    this.clients = clients;
    this.rooms = rooms;
    this.later = later;
    this.loses = loses;
  }

  String account() {
    return account;
  }

  FleetStatus.Site site() {
    return site;
  }

  Ledger ledger() {
    return ledger;
  }

  ChatClient client() {
    ChatClient now = client;
    if (now == null) {
      throw new IllegalStateException(account + " is away");
    }
    return now;
  }

  /** Who was away may have been put out of rooms, and let into others. */
  void comeBack() throws Exception {
    client = clients.login(site, account, this::heard);
    rooms.values().forEach(this::follow);
  }

  /** Nothing of what happens from now on is heard. */
  void hangUp() {
    client().close();
    client = null;
  }

  private void heard(ClientEvent event) {
    switch (event) {
      case ClientEvent.RoomChanged(var update) -> {
        if (!loses.getAsBoolean()) {
          ledger.heard(update);
        }
      }
      case ClientEvent.SubscriptionChanged(SubscriptionUpdate update) -> moved(update);
      default -> {}
    }
  }

  private void moved(SubscriptionUpdate update) {
    RoomRef room = rooms.get(update.subscription().roomId());
    ChatClient now = client;
    if (room == null || now == null) {
      return; // it is being made, or one is about to come back: all rooms are looked at then
    }
    if (update.action().equals(SubscriptionAction.REMOVED)) {
      now.close(room);
    } else if (update.action().equals(SubscriptionAction.ADDED)) {
      follow(room);
    }
  }

  /** Listens first and reads then: what is said in between comes both ways. */
  void follow(RoomRef room) {
    ChatClient now = client();
    now.open(room);
    read(now, room, 0);
    read(now, room, A_MOMENT_MILLIS);
  }

  /** Not on the client's own threads: those are for events. */
  private void read(ChatClient now, RoomRef room, long delay) {
    toRead.incrementAndGet();
    later.schedule(
        () -> {
          try {
            if (now == client) {
              readAll(now, room, ledger);
            }
          } catch (IllegalStateException e) {
            // not in the room, or hung up meanwhile
          } finally {
            toRead.decrementAndGet();
          }
          return null;
        },
        delay,
        TimeUnit.MILLISECONDS);
  }

  /** Whether all that is to be read again has been. */
  boolean hasRead() {
    return toRead.get() == 0;
  }

  /** All that this person's history of a room shows now, threads as well. */
  Ledger history(RoomRef room) throws InterruptedException {
    var history = new Ledger();
    readAll(client(), room, history);
    return history;
  }

  private static void readAll(ChatClient reader, RoomRef room, Ledger into)
      throws InterruptedException {
    Long before = null;
    while (true) {
      Answer<LoadHistoryReply> answer =
          reader.messages().history(room, new LoadHistoryRequest(before, PAGE, null));
      var page = answer.orThrow().messages();
      if (page.isEmpty()) {
        return;
      }
      into.read(page);
      for (StoredMessage message : page) {
        if (!message.threadRoomId().isEmpty()) {
          readThread(reader, room, message.messageId(), into);
        }
      }
      before = page.getLast().createdAt().toEpochMilli();
    }
  }

  private static void readThread(ChatClient reader, RoomRef room, String parentId, Ledger into)
      throws InterruptedException {
    String cursor = "";
    do {
      MessagePage page =
          reader
              .messages()
              .thread(room, new ThreadMessagesRequest(parentId, cursor, PAGE, null))
              .orThrow();
      into.read(page.messages());
      cursor = page.nextCursor();
    } while (!cursor.isEmpty());
  }
}
