package chat.historyservice;

import chat.model.Bytes;
import chat.model.QuotedParentMessage;
import chat.model.StoredMessage;
import chat.model.StoredParticipant;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages that the tests share. */
final class Samples {
  static final StoredParticipant KENJI =
      new StoredParticipant("u-112", "Kenji Mori", "健二", "", "", false, "kenji");
  static final StoredParticipant MARIE =
      new StoredParticipant("u-881", "Marie Roux", "瑪麗", "app", "App", true, "marie");

  private Samples() {}

  static StoredMessage plain(String roomId, String id, Instant at) {
    return plain(roomId, id, at, "hello");
  }

  static StoredMessage plain(String roomId, String id, Instant at, String text) {
    return message(roomId, id, at, text, false, null, false);
  }

  static StoredMessage message(
      String roomId,
      String id,
      Instant at,
      String text,
      boolean tshow,
      QuotedParentMessage quote,
      boolean deleted) {
    return new StoredMessage(
        roomId,
        at,
        id,
        KENJI,
        text,
        List.of(),
        List.of(),
        null,
        null,
        null,
        tshow,
        null,
        "",
        null,
        quote,
        "",
        Map.of(),
        deleted,
        "",
        Bytes.EMPTY,
        "tokyo",
        null,
        at,
        "",
        null,
        null);
  }

  /** Said in a thread, marked to be shown in the room as well. */
  static StoredMessage reply(
      String roomId, String id, Instant at, String parentId, String threadRoomId) {
    return new Change(plain(roomId, id, at))
        .tshow(true)
        .threadParentId(parentId)
        .threadParentCreatedAt(at.minusSeconds(1000))
        .threadRoomId(threadRoomId)
        .make();
  }

  /** Every field holds something. */
  static StoredMessage full(String roomId, String id, Instant at, boolean deleted) {
    return new StoredMessage(
        roomId,
        at,
        id,
        MARIE,
        "full ü",
        List.of(MARIE),
        List.of(Bytes.of(new byte[] {0, 1}), Bytes.of(new byte[] {'z'})),
        new chat.model.AttachedFile("f1", "name.txt", "text/plain"),
        new chat.model.Card("tmpl", Bytes.of(new byte[] {'{', '}'})),
        new chat.model.CardAction(
            "verb", "text", "cid", "disp", true, "ctm", Bytes.of(new byte[] {1})),
        true,
        0L,
        "parent",
        at.minusSeconds(9),
        quote(at.minusSeconds(1), "thread", at.minusSeconds(2)),
        "kenji",
        Map.of("+1", List.of(KENJI)),
        deleted,
        "special",
        Bytes.of(new byte[] {'{', '}'}),
        "tokyo",
        at.plusMillis(5),
        at.plusMillis(6),
        "threadroom",
        at.plusMillis(7),
        KENJI);
  }

  static QuotedParentMessage quote(Instant at, String threadParent, Instant threadAt) {
    return new QuotedParentMessage(
        "quoted",
        "room1",
        MARIE,
        at,
        "quoted text",
        List.of(KENJI),
        List.of(Bytes.of(new byte[] {1})),
        "http://l/1",
        threadParent,
        threadAt);
  }
}
