package chat.searchsyncworker;

import chat.model.Json;
import chat.model.MemberAdded;
import chat.model.Timestamps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Who may search in which room: one document for each account, changed by scripts (10 §8). A change
 * that is not newer than the last one of its room does nothing, so events may come in any order.
 */
final class UserRoomWriter implements MembershipChange.Writer {
  private static final String ADD = script("add-room");
  private static final String REMOVE = script("remove-room");

  private final String index;

  UserRoomWriter(String index) {
    this.index = index;
  }

  private record Body(Script script, Document upsert) {}

  private record Script(String lang, String source, Map<String, Object> params) {}

  /** As it is indexed (10 §3.3). */
  private record Document(
      String userAccount,
      List<String> rooms,
      Map<String, Long> restrictedRooms,
      Map<String, Long> roomTimestamps,
      String createdAt,
      String updatedAt) {}

  @Override
  public Plan plan(MembershipChange change) {
    try {
      String now = Timestamps.format(Instant.ofEpochMilli(change.timestamp()));
      List<String> accounts = change.detail().accounts();
      return new Plan.Write(
          accounts.stream().map(account -> action(change, account, now)).toList());
    } catch (DateTimeException e) {
      return new Plan.Unusable("a time outside the years 0 to 9999");
    }
  }

  private SearchAction action(MembershipChange change, String account, String now) {
    Body body = change.added() ? add(change, account, now) : remove(change, account, now);
    return new SearchAction.Script(index, account, Json.write(body));
  }

  private static Body add(MembershipChange change, String account, String now) {
    MemberAdded detail = change.detail();
    String room = detail.roomId();
    long since = Math.max(0, detail.historySharedSince());
    return new Body(
        new Script(
            "painless",
            ADD,
            Map.of("rid", room, "ts", change.timestamp(), "hss", since, "now", now)),
        new Document(
            account,
            since > 0 ? List.of() : List.of(room),
            since > 0 ? Map.of(room, since) : Map.of(),
            Map.of(room, change.timestamp()),
            now,
            now));
  }

  /** Also for an account without a document: an older add that comes later must do nothing. */
  private static Body remove(MembershipChange change, String account, String now) {
    String room = change.detail().roomId();
    return new Body(
        new Script("painless", REMOVE, Map.of("rid", room, "ts", change.timestamp())),
        new Document(account, List.of(), Map.of(), Map.of(room, change.timestamp()), now, now));
  }

  private static String script(String name) {
    try (InputStream file = UserRoomWriter.class.getResourceAsStream(name + ".painless")) {
      if (file == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
