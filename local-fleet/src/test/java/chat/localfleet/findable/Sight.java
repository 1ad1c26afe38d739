package chat.localfleet.findable;

import chat.client.Answer;
import chat.client.ChatClient;
import chat.client.RoomRef;
import chat.model.LoadHistoryReply;
import chat.model.LoadHistoryRequest;
import chat.model.MessageHit;
import chat.model.MessagePage;
import chat.model.RoomHit;
import chat.model.SearchMessagesReply;
import chat.model.SearchMessagesRequest;
import chat.model.SearchRoomsRequest;
import chat.model.StoredMessage;
import chat.model.ThreadMessagesRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one person sees of a story: rooms, and messages with their text.
 *
 * @param rooms ids
 * @param messages text by id
 */
record Sight(Set<String> rooms, Map<String, String> messages) {
  private static final int PAGE = 100;

  /**
   * As history-service shows it: what a room's history lists, and what its threads list, for every
   * room that is open to the person. What was taken back, and what the fleet itself said, is left
   * out.
   */
  static Sight shown(ChatClient reader, List<RoomRef> rooms) throws InterruptedException {
    var sight = new Sight(new TreeSet<>(), new TreeMap<>());
    for (RoomRef room : rooms) {
      sight.showRoom(reader, room);
    }
    return sight;
  }

  private void showRoom(ChatClient reader, RoomRef room) throws InterruptedException {
    Long before = null;
    while (true) {
      Answer<LoadHistoryReply> answer =
          reader.messages().history(room, new LoadHistoryRequest(before, PAGE, null));
      if (answer instanceof Answer.Refused<LoadHistoryReply>(var error)
          && error.error().equals("not subscribed to room")) {
        return;
      }
      List<StoredMessage> page = answer.orThrow().messages();
      rooms.add(room.roomId());
      for (StoredMessage message : page) {
        show(message);
        Long replies = message.tcount();
        if (replies != null && replies > 0) {
          showThread(reader, room, message.messageId());
        }
      }
      if (page.isEmpty()) {
        return;
      }
      before = page.getLast().createdAt().toEpochMilli();
    }
  }

  private void showThread(ChatClient reader, RoomRef room, String parentId)
      throws InterruptedException {
    String cursor = "";
    do {
      MessagePage page =
          reader
              .messages()
              .thread(room, new ThreadMessagesRequest(parentId, cursor, PAGE, null))
              .orThrow();
      page.messages().forEach(this::show);
      cursor = page.hasNext() ? page.nextCursor() : "";
    } while (!cursor.isEmpty());
  }

  private void show(StoredMessage message) {
    if (message.type().isEmpty() && !message.deleted()) {
      messages.put(message.messageId(), message.msg());
    }
  }

  /** As search-service finds it at the person's own site. */
  static Sight found(ChatClient seeker, String word) throws InterruptedException {
    var sight = new Sight(new TreeSet<>(), new TreeMap<>());
    long total;
    int hits = 0;
    do {
      SearchMessagesReply reply =
          seeker
              .searches()
              .messages(new SearchMessagesRequest(word, List.of(), PAGE, hits))
              .orThrow();
      total = reply.total();
      hits += reply.messages().size();
      for (MessageHit hit : reply.messages()) {
        sight.messages.put(hit.messageId(), hit.content());
      }
      if (reply.messages().isEmpty()) {
        break;
      }
    } while (hits < total);
    if (total != sight.messages.size()) {
      throw new IllegalStateException(total + " hits, but " + sight.messages.size() + " messages");
    }
    seeker.searches().rooms(new SearchRoomsRequest(word, "", PAGE, 0)).orThrow().rooms().stream()
        .map(RoomHit::roomId)
        .forEach(sight.rooms::add);
    return sight;
  }

  /** In words; empty when both are the same. */
  static Set<String> disagreements(String who, Sight shown, Sight found) {
    Set<String> wrong = new TreeSet<>();
    found.without(shown).forEach(what -> wrong.add(who + " finds, but is not shown, " + what));
    shown.without(found).forEach(what -> wrong.add(who + " is shown, but does not find, " + what));
    return wrong;
  }

  /** Rooms and messages of which the other tells something else, or nothing. */
  private Set<String> without(Sight other) {
    Set<String> only = new TreeSet<>();
    rooms.stream().filter(room -> !other.rooms.contains(room)).forEach(r -> only.add("room " + r));
    messages.forEach(
        (id, text) -> {
          if (!text.equals(other.messages.get(id))) {
            only.add("message " + id + " \"" + text + "\"");
          }
        });
    return only;
  }
}
