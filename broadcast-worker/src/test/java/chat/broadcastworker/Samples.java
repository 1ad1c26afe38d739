package chat.broadcastworker;

import chat.model.Bytes;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.Room;
import chat.model.Subscription;
import chat.model.SubscriptionUser;
import chat.model.User;
import java.time.Instant;
import java.util.List;

/** Rooms, people and messages of the tests. */
final class Samples {
  static final String ROOM = "K7pQ2vX9aBcDeFgH1";
  static final Instant CREATED = Instant.parse("2026-02-02T02:41:07.918273645Z");
  static final Instant EDITED = Instant.parse("2026-02-02T02:46:40Z");
  static final long CANONICAL_AT = 1_770_000_067_918L;
  static final User KENJI = user("u-112", "kenji", "健二", "Kenji Mori");
  static final User MARIE = user("u-881", "marie", "瑪麗", "Marie Roux");

  private Samples() {}

  static User user(String id, String account, String chineseName, String engName) {
    return new User(id, account, "lyon", "", "", "", "", "", "", engName, chineseName, "");
  }

  static Room room(String type, String... accounts) {
    return new Room(
        ROOM,
        "harbour ops",
        type,
        "tokyo",
        14,
        1,
        null,
        "",
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        false,
        List.of(),
        List.of(accounts));
  }

  static Subscription subscription(String roomId, String account) {
    return new Subscription(
        roomId + "-" + account,
        new SubscriptionUser("u-" + account, account),
        roomId,
        "tokyo",
        List.of("member"),
        "harbour ops",
        "channel",
        false,
        null,
        Instant.EPOCH,
        null,
        false,
        List.of(),
        false,
        false);
  }

  static Message message(String content) {
    return message("Zq8LmN3pR7sT1uVwXyA2", content, null, null);
  }

  static Message message(String id, String content, Instant editedAt, Instant updatedAt) {
    return new Message(
        id,
        ROOM,
        "u-112",
        "kenji",
        content,
        List.of(),
        CREATED,
        editedAt,
        updatedAt,
        "",
        null,
        false,
        "",
        Bytes.EMPTY,
        null);
  }

  static MessageEvent event(String kind, Message message) {
    return new MessageEvent(kind, message, "tokyo", CANONICAL_AT);
  }
}
