package chat.inboxworker;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.OutboxEvent;
import chat.model.Room;
import chat.model.Subscription;
import chat.model.SubscriptionUser;
import chat.model.ThreadSubscription;
import chat.model.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** People, rooms and envelopes of the tests: the room is at tokyo, the inbox at lyon. */
final class Samples {
  static final String HOME = "tokyo";
  static final String HERE = "lyon";
  static final String ROOM = "K7pQ2vX9aBcDeFgH1";
  static final User MARIE = user("u-881", "marie");
  static final User JULES = user("u-882", "jules");
  static final User BOT = user("u-900", "weather.bot");
  static final User HOOK = user("u-901", "p_hook");

  private Samples() {}

  static User user(String id, String account) {
    return user(id, account, HERE);
  }

  static User user(String id, String account, String siteId) {
    return new User(id, account, siteId, "", "", "", "", "", "", "", "", "");
  }

  static Subscription subscription(String account, Instant joinedAt) {
    return new Subscription(
        "s-" + account + "-" + joinedAt.toEpochMilli(),
        new SubscriptionUser("u-" + account, account),
        ROOM,
        HOME,
        List.of("member"),
        "harbour ops",
        "channel",
        false,
        null,
        joinedAt,
        null,
        false,
        List.of(),
        false,
        false);
  }

  static Room room(String name) {
    return room(name, HOME);
  }

  static Room room(String name, String siteId) {
    return new Room(
        ROOM,
        name,
        "channel",
        siteId,
        14,
        0,
        null,
        "",
        null,
        null,
        Instant.parse("2026-02-01T08:00:00Z"),
        Instant.parse("2026-02-02T09:30:00Z"),
        false,
        List.of(),
        List.of());
  }

  static ThreadSubscription thread(String id, boolean hasMention, Instant at) {
    return new ThreadSubscription(
        id,
        "Zq8LmN3pR7sT1uVwXyA2",
        ROOM,
        "thread-1",
        "u-881",
        "marie",
        HOME,
        null,
        hasMention,
        at,
        at);
  }

  /** A body as it stands in the stream. */
  static byte[] envelope(String type, Object inner) {
    return envelope(type, Json.write(inner));
  }

  static byte[] envelope(String type, String inner) {
    return envelope(type, inner.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] envelope(String type, byte[] payload) {
    return Json.write(new OutboxEvent(type, HOME, HERE, Bytes.of(payload), 1_770_000_005_013L));
  }
}
