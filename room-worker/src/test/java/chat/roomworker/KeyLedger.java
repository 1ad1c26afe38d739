package chat.roomworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RoomKeyEvent;
import chat.model.Subjects;
import chat.runtime.CorePublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What replicas told, in the order in which it happened: the witness of the key properties. */
final class KeyLedger {
  /** A key that went to an account. */
  record Handed(RoomKeyEvent key, boolean byOurs, long at) {}

  /** The end of a removal. */
  record Ended(boolean byOurs, long at) {}

  final Map<String, List<Handed>> handed = new ConcurrentHashMap<>();
  final Map<String, Set<String>> removedBy = new ConcurrentHashMap<>();
  final Map<String, Ended> ended = new ConcurrentHashMap<>();

  /** Writes down what passes through on its way to the server. */
  CorePublisher watching(CorePublisher server, boolean ours) {
    return (subject, requestId, body) -> {
      String text = new String(body, StandardCharsets.UTF_8);
      if (subject.endsWith(".event.room.key")) {
        handed
            .computeIfAbsent(subject, _ -> new CopyOnWriteArrayList<>())
            .add(new Handed(key(body), ours, System.nanoTime()));
      } else if (requestId != null && text.contains("\"action\":\"removed\"")) {
        removedBy
            .computeIfAbsent(requestId, _ -> ConcurrentHashMap.newKeySet())
            .add(subject.split("\\.")[2]);
      }
      server.publish(subject, requestId, body);
      if (requestId != null && subject.contains(".response.") && text.contains("\"ok\"")) {
        ended.putIfAbsent(requestId, new Ended(ours, System.nanoTime()));
      }
    };
  }

  List<Handed> handedTo(String account, String roomId) {
    return handed.getOrDefault(Subjects.roomKey(account), List.of()).stream()
        .filter(h -> h.key().roomId().equals(roomId))
        .toList();
  }

  @Nullable Ended end(String requestId) {
    return ended.get(requestId);
  }

  static RoomKeyEvent key(byte[] body) {
    try {
      return Json.read(body, RoomKeyEvent.class);
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }
}
