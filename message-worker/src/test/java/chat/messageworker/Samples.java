package chat.messageworker;

import chat.model.Bytes;
import chat.model.Message;
import chat.model.QuotedParentMessage;
import chat.model.StoredParticipant;
import chat.model.User;
import java.time.Instant;
import java.util.List;

/** People and messages that the tests share. */
final class Samples {
  static final Instant AT = Instant.parse("2026-02-02T02:41:07.918273645Z");
  static final Instant PARENT_AT = Instant.parse("2026-02-02T02:40:00.500Z");
  static final User KENJI = user("u-112", "kenji", "Kenji Mori", "健二");
  static final User MARIE = user("u-881", "marie", "Marie Roux", "瑪麗");
  static final StoredParticipant STORED_KENJI = participant("u-112", "Kenji Mori", "健二", "kenji");
  static final StoredParticipant STORED_MARIE = participant("u-881", "Marie Roux", "瑪麗", "marie");
  static final StoredParticipant EVERYBODY = participant("", "all", "", "all");

  private Samples() {}

  static User user(String id, String account, String engName, String chineseName) {
    return user(id, account, engName, chineseName, "tokyo");
  }

  static User user(String id, String account, String engName, String chineseName, String site) {
    return new User(id, account, site, "", "", "", "", "", "", engName, chineseName, "e-1");
  }

  static StoredParticipant participant(String id, String eng, String chinese, String account) {
    return new StoredParticipant(id, eng, chinese, "", "", false, account);
  }

  static Message plain(String id, String content) {
    return message(id, "u-112", content, AT, "", Bytes.EMPTY, false, null);
  }

  static Message system(String id, String userId) {
    Bytes data = Bytes.of("{\"a\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return message(id, userId, "room created", AT, "room_created", data, false, null);
  }

  static Message message(
      String id,
      String userId,
      String content,
      Instant at,
      String type,
      Bytes data,
      boolean tshow,
      QuotedParentMessage quote) {
    return new Message(
        id, "room1", userId, "kenji", content, List.of(), at, null, null, "", null, tshow, type,
        data, quote);
  }

  /** By kenji, to "root" of {@link #PARENT_AT}. */
  static Message reply(String id, String content, Instant at) {
    return reply(id, KENJI, content, at, "root", PARENT_AT);
  }

  static Message reply(
      String id, User by, String content, Instant at, String parentId, Instant parentAt) {
    return new Message(
        id,
        "room1",
        by.id(),
        by.account(),
        content,
        List.of(),
        at,
        null,
        null,
        parentId,
        parentAt,
        false,
        "",
        Bytes.EMPTY,
        null);
  }

  static QuotedParentMessage quote() {
    return new QuotedParentMessage(
        "Hh7Ii8Jj9Kk0Ll1Mm2Nn",
        "room1",
        STORED_MARIE,
        Instant.parse("2026-02-02T02:30:00.125Z"),
        "six",
        List.of(STORED_KENJI),
        List.of(),
        "http://chat/room1/Hh7Ii8Jj9Kk0Ll1Mm2Nn",
        "Aa1Bb2Cc3Dd4Ee5Ff6Gg",
        Instant.parse("2026-02-01T00:00:00Z"));
  }
}
