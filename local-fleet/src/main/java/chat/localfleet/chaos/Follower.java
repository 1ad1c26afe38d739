package chat.localfleet.chaos;

import chat.client.ChatClient;
import chat.client.ClientEvent;
import chat.client.RoomRef;
import chat.client.RoomUpdate;
import chat.model.LoadHistoryRequest;
import chat.model.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Somebody in every room: remembers what came live, and can read the history again. */
final class Follower {
  private static final long PAGE = 100;

  private final Set<String> live = ConcurrentHashMap.newKeySet();
  private final LongAdder reconnects = new LongAdder();
  private final LongAdder locked = new LongAdder();

  void heard(ClientEvent event) {
    switch (event) {
      case ClientEvent.RoomChanged(RoomUpdate.Opened(var opened)) -> live.add(opened.lastMsgId());
      case ClientEvent.RoomChanged(RoomUpdate.Locked _) -> locked.increment();
      case ClientEvent.Reconnected() -> reconnects.increment();
      default -> {}
    }
  }

  boolean heard(String messageId) {
    return live.contains(messageId);
  }

  /** Live messages so far. */
  int count() {
    return live.size();
  }

  long reconnects() {
    return reconnects.sum();
  }

  /** Events that could not be opened. */
  long locked() {
    return locked.sum();
  }

  /** All of a room's messages, each as often as the history shows it, newest first. */
  static List<String> history(ChatClient reader, RoomRef room) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    Long before = null;
    while (true) {
      List<StoredMessage> page =
          reader
              .messages()
              .history(room, new LoadHistoryRequest(before, PAGE, null))
              .orThrow()
              .messages();
      page.forEach(message -> ids.add(message.messageId()));
      if (page.isEmpty()) {
        return ids;
      }
      before = page.getLast().createdAt().toEpochMilli();
    }
  }
}
