package chat.searchservice;

import chat.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The request for messages that an account may read (11 §3.3), as the engine takes it. */
final class MessageQuery {
  private static final Logger LOG = LoggerFactory.getLogger(MessageQuery.class);
  private static final String ROOM = "roomId";
  private static final String CREATED = "createdAt";
  private static final String PARENT = "threadParentMessageId";
  private static final String PARENT_CREATED = "threadParentMessageCreatedAt";

  /** Each bound makes eight conditions; engines take 1024 in one request. */
  private static final int MOST_BOUNDS = 100;

  private final String userRoomIndex;
  private final String window;

  /**
   * @param window age of the oldest message that is found
   */
  MessageQuery(String userRoomIndex, Duration window) {
    this.userRoomIndex = userRoomIndex;
    this.window = "now-" + text(window);
  }

  /** One number and one unit: the engine reads no more (11 §3.4). */
  static String text(Duration window) {
    if (window.toSecondsPart() == 0 && window.toNanosPart() == 0) {
      return window.toMinutesPart() == 0 ? window.toHours() + "h" : window.toMinutes() + "m";
    }
    return window.plusNanos(999_999_999).toSeconds() + "s";
  }

  /**
   * @param roomIds where to search; none = wherever the account may
   * @param restricted room ids, and ms from when on the account may read there
   * @throws java.time.DateTimeException when such a time has no text
   */
  Object request(
      String account,
      String query,
      List<String> roomIds,
      Map<String, Long> restricted,
      PageSizes.Window page) {
    List<Object> access =
        roomIds.isEmpty() ? everywhere(account, restricted) : within(account, roomIds, restricted);
    return Queries.page(
        page,
        Map.of(
            "bool",
            Map.of(
                "must",
                List.of(Queries.words(query, "content")),
                "filter",
                List.of(Queries.from(CREATED, window), Queries.any(access)))),
        CREATED);
  }

  private List<Object> everywhere(String account, Map<String, Long> restricted) {
    List<Object> access = new ArrayList<>();
    access.add(unrestricted(account));
    access.addAll(restricted(restricted));
    return access;
  }

  private List<Object> within(String account, List<String> roomIds, Map<String, Long> restricted) {
    List<Object> access = new ArrayList<>();
    List<String> others = roomIds.stream().filter(id -> !restricted.containsKey(id)).toList();
    if (!others.isEmpty()) {
      // both must hold: naming a room opens none
      access.add(
          Map.of(
              "bool",
              Map.of(
                  "filter",
                  List.of(Map.of("terms", Map.of(ROOM, others)), unrestricted(account)))));
    }
    Map<String, Long> wanted = new TreeMap<>(restricted);
    wanted.keySet().retainAll(roomIds);
    access.addAll(restricted(wanted));
    return access;
  }

  /** Looked up by the engine in the moment of the search: the list never travels here. */
  private Object unrestricted(String account) {
    return Map.of(
        "terms", Map.of(ROOM, Map.of("index", userRoomIndex, "id", account, "path", "rooms")));
  }

  /** Rooms of one bound share their conditions. */
  private static List<Object> restricted(Map<String, Long> rooms) {
    Map<Long, List<String>> byBound = new TreeMap<>();
    new TreeMap<>(rooms)
        .forEach((room, since) -> byBound.computeIfAbsent(since, s -> new ArrayList<>()).add(room));
    List<Object> access = new ArrayList<>();
    fewer(byBound)
        .forEach(
            (since, ids) -> {
              String bound = Timestamps.format(Instant.ofEpochMilli(since));
              access.add(plainMessages(ids, bound));
              access.add(replies(ids, bound));
            });
    return access;
  }

  /**
   * Neighbouring bounds become the later one: nothing is found that must not be.
   *
   * @param byBound in the order of the bounds
   */
  private static Map<Long, List<String>> fewer(Map<Long, List<String>> byBound) {
    if (byBound.size() <= MOST_BOUNDS) {
      return byBound;
    }
    LOG.atWarn()
        .addKeyValue("bounds", byBound.size())
        .log(
            "too many restricted rooms for one search: some of their oldest messages are left out");
    int together = (byBound.size() + MOST_BOUNDS - 1) / MOST_BOUNDS;
    Map<Long, List<String>> merged = new TreeMap<>();
    List<Long> bounds = List.copyOf(byBound.keySet());
    for (int from = 0; from < bounds.size(); from += together) {
      List<Long> group = bounds.subList(from, Math.min(from + together, bounds.size()));
      List<String> ids = new ArrayList<>();
      group.forEach(bound -> ids.addAll(byBound.getOrDefault(bound, List.of())));
      merged.put(group.getLast(), ids);
    }
    return merged;
  }

  private static Object plainMessages(List<String> rooms, String bound) {
    return Map.of(
        "bool",
        Map.of(
            "must",
            List.of(Queries.oneOf(ROOM, rooms), Queries.from(CREATED, bound)),
            "must_not",
            List.of(Queries.exists(PARENT))));
  }

  /** A reply that is shown in the room is old when it was written before the bound. */
  private static Object replies(List<String> rooms, String bound) {
    return Map.of(
        "bool",
        Map.of(
            "must",
            List.of(
                Queries.oneOf(ROOM, rooms),
                Queries.from(CREATED, bound),
                Queries.exists(PARENT),
                Queries.any(
                    List.of(
                        Map.of("term", Map.of("tshow", true)),
                        Queries.from(PARENT_CREATED, bound))))));
  }
}
