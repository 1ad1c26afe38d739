package chat.searchsyncworker;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.MemberAdded;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.OutboxEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as other services publish them. */
final class Samples {
  static final IndexNames NAMES =
      new IndexNames("messages-fab18-v1", "spotlight-fab18-v1", "user-room-mv-fab18");
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00.123456Z");
  static final long AT = 1_767_225_600_140L;
  static final String ROOM = "kQ3v8ZpL2mX9aT7Rb";

  private Samples() {}

  static Message plain(String id, String content) {
    return message(id, content, "", null, false, "");
  }

  static Message reply(String id, String content) {
    return message(
        id, content, "Ab3dEf6hIj9kLm2nOp5q", Instant.parse("2025-12-31T23:10:00Z"), true, "");
  }

  static Message system(String id) {
    return message(id, "somebody joined", "", null, false, "members_added");
  }

  private static Message message(
      String id,
      String content,
      String parent,
      @Nullable Instant parentAt,
      boolean shown,
      String type) {
    return new Message(
        id,
        ROOM,
        "0199a1b2c3d47e5f8a90b1c2d3e4f500",
        "mina",
        content,
        List.of(),
        CREATED,
        null,
        null,
        parent,
        parentAt,
        shown,
        type,
        Bytes.EMPTY,
        null);
  }

  static byte[] event(String kind, Message message, long at) {
    return Json.write(new MessageEvent(kind, message, "fab18", at));
  }

  static MemberAdded members(String roomType, String roomName, long since, String... accounts) {
    return new MemberAdded(
        "member_added",
        ROOM,
        roomName,
        roomType,
        List.of(accounts),
        "fab18",
        "mina",
        1_767_225_600_123L,
        since,
        AT);
  }

  static byte[] envelope(String type, MemberAdded members, long at) {
    return Json.write(new OutboxEvent(type, "fab18", "fab18", Bytes.of(Json.write(members)), at));
  }
}
