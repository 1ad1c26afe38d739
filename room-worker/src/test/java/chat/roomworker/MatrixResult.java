package chat.roomworker;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RoomKeyEvent;
import chat.model.RoomMember;
import chat.model.Subscription;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomworker.RecordedTraffic.Sent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a job left behind, without what may differ from one run to the next: fresh ids, fresh keys,
 * and the moments at which something was counted or sent.
 *
 * @param state a line for everything stored
 * @param events subject and duplicate-detection id, or subject and body of core events
 * @param keys versions that each account was sent
 * @param lastKeys what each account holds of the version that is current in the end
 */
record MatrixResult(
    Set<String> state,
    Set<String> events,
    Map<String, Set<Long>> keys,
    Map<String, Boolean> lastKeys) {
  private static final Pattern ENTITY_ID = Pattern.compile("\"id\":\"[0-9a-f]{32}\"");
  private static final Pattern EMITTED_AT = Pattern.compile("\"timestamp\":\\d+");
  private static final String KEY_EVENT = ".event.room.key";

  static MatrixResult of(TestRoomWorker w) {
    Set<String> events = new TreeSet<>();
    List<String> times = new ArrayList<>();
    Map<String, Set<Long>> keys = new TreeMap<>();
    Map<String, Boolean> lastKeys = new TreeMap<>();
    for (Sent sent : w.traffic.sent) {
      if (sent.subject().endsWith(KEY_EVENT)) {
        RoomKeyEvent key = key(sent);
        keys.computeIfAbsent(sent.subject(), _ -> new TreeSet<>()).add(key.version());
        VersionedRoomKey current = w.keys.get(key.roomId()).orElseThrow();
        if (key.version() == current.version()) {
          lastKeys.put(
              sent.subject(),
              key.privateKey().equals(Bytes.fromBase64(current.pair().privateKey().base64())));
        }
      } else {
        events.add(event(sent, times));
      }
    }
    return new MatrixResult(state(w), events, keys, lastKeys);
  }

  private static RoomKeyEvent key(Sent sent) {
    try {
      return Json.read(sent.body().getBytes(StandardCharsets.UTF_8), RoomKeyEvent.class);
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * All events of a job bear one time, that of the attempt which planned it; its result and the
   * events of a request bear the time of sending.
   */
  private static String event(Sent sent, List<String> times) {
    String body =
        sent.messageId() == null
            ? ENTITY_ID.matcher(sent.body()).replaceAll("\"id\":\"…\"")
            : "id " + sent.messageId();
    boolean sendingTime =
        sent.subject().contains(".response.") || sent.body().contains("\"roomType\":\"dm\"");
    return sent.subject()
        + " "
        + EMITTED_AT
            .matcher(body)
            .replaceAll(found -> sendingTime ? "…" : "time " + index(times, found.group()));
  }

  private static int index(List<String> times, String time) {
    if (!times.contains(time)) {
      times.add(time);
    }
    return times.indexOf(time);
  }

  private static Set<String> state(TestRoomWorker w) {
    Set<String> lines = new TreeSet<>();
    w.site.rooms.forEach(
        r ->
            lines.add(
                "room %s %s %s %s %d %d %s %s %s"
                    .formatted(
                        r.id(),
                        r.name(),
                        r.type(),
                        r.siteId(),
                        r.userCount(),
                        r.appCount(),
                        r.createdAt(),
                        r.uids(),
                        r.accounts())));
    w.site.subscriptions.forEach(s -> lines.add(line(s)));
    w.site.rows.forEach(row -> lines.add(line(row)));
    List.of("r1", "r2", "u-dorau-olga")
        .forEach(room -> lines.add("key " + room + " " + w.keys.get(room).orElseThrow().version()));
    lines.add("marks " + w.marks);
    lines.add("jobs " + w.journal.size());
    return lines;
  }

  private static String line(Subscription s) {
    return "subscription %s %s %s %s %s %s %s %s %s"
        .formatted(
            s.roomId(),
            s.u(),
            s.siteId(),
            s.roles(),
            s.name(),
            s.roomType(),
            s.isSubscribed(),
            s.historySharedSince(),
            s.joinedAt());
  }

  private static String line(RoomMember row) {
    return "row %s %s %s".formatted(row.rid(), row.member(), row.ts());
  }
}
