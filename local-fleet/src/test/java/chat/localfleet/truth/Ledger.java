package chat.localfleet.truth;

import chat.client.RoomUpdate;
import chat.model.ClientMessage;
import chat.model.Message;
import chat.model.MessageDeleted;
import chat.model.MessageEdited;
import chat.model.RoomEvent;
import chat.model.StoredMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one client shows: put together from live events, which may come twice and out of order, and
 * from pages of the history. As {@code docs/client-api.md} tells clients to do it.
 */
final class Ledger {
  private static final String DELETED = "(deleted)";

  private final Map<String, Map<String, Entry>> rooms = new HashMap<>();
  private int live;
  private int locked;
  private int pages;

  /** A message as far as it is known; an edit may come before what it edits. */
  private static final class Entry {
    private @Nullable Instant createdAt;
    private String parentId = "";
    private String text = "";
    private @Nullable Instant editedAt;
    private boolean deleted;

    void said(Instant at, String parent, String content) {
      createdAt = at;
      parentId = parent;
      if (editedAt == null) {
        text = content;
      }
    }

    void edited(Instant at, String content) {
      if (editedAt == null || !at.isBefore(editedAt)) {
        editedAt = at;
        text = content;
      }
    }

    Shown shown(Instant at) {
      return new Shown(at.toEpochMilli(), parentId, deleted ? DELETED : text);
    }
  }

  /**
   * What people see of a message.
   *
   * @param createdAt ms
   * @param parentId empty = said in the room itself
   */
  record Shown(long createdAt, String parentId, String text) {
    /** Nobody answers to an answer, or to what is gone. */
    boolean canBeAnswered() {
      return parentId.isEmpty() && !text.equals(DELETED) && !text.isEmpty();
    }
  }

  private Entry entry(String roomId, String messageId) {
    return rooms
        .computeIfAbsent(roomId, _ -> new HashMap<>())
        .computeIfAbsent(messageId, _ -> new Entry());
  }

  synchronized void heard(RoomUpdate update) {
    live++;
    RoomEvent event = update.event();
    MessageEdited edit = event.messageEdited();
    MessageDeleted deletion = event.messageDeleted();
    ClientMessage said = event.message();
    if (update instanceof RoomUpdate.Locked) {
      locked++;
    } else if (edit != null) {
      entry(event.roomId(), edit.messageId()).edited(edit.editedAt(), edit.newContent());
    } else if (deletion != null) {
      entry(event.roomId(), deletion.messageId()).deleted = true;
    } else if (said != null) {
      Message message = said.message();
      entry(event.roomId(), message.id())
          .said(message.createdAt(), message.threadParentMessageId(), message.content());
    }
  }

  synchronized void read(Iterable<StoredMessage> page) {
    pages++;
    for (StoredMessage message : page) {
      Entry entry = entry(message.roomId(), message.messageId());
      entry.said(message.createdAt(), message.threadParentId(), message.msg());
      Instant editedAt = message.editedAt();
      if (editedAt != null) {
        entry.edited(editedAt, message.msg());
      }
      entry.deleted |= message.deleted();
    }
  }

  /** All messages of a room that this client can show, by id. */
  synchronized Map<String, Shown> shown(String roomId) {
    Map<String, Shown> shown = new TreeMap<>();
    rooms
        .getOrDefault(roomId, Map.of())
        .forEach(
            (id, entry) -> {
              Instant at = entry.createdAt;
              if (at != null) { // otherwise only a change of it is known
                shown.put(id, entry.shown(at));
              }
            });
    return shown;
  }

  /** Live events so far. */
  synchronized int live() {
    return live;
  }

  /** Live events that could not be opened. */
  synchronized int locked() {
    return locked;
  }

  /** Pages of history that were read. */
  synchronized int pages() {
    return pages;
  }
}
