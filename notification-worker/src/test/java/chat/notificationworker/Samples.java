package chat.notificationworker;

import chat.model.Bytes;
import chat.model.Message;
import chat.model.Participant;
import chat.model.QuotedParentMessage;
import chat.model.StoredParticipant;
import java.time.Instant;
import java.util.List;

/** Messages that the tests share. */
final class Samples {
  static final Instant AT = Instant.parse("2026-02-02T02:41:07.918273645Z");
  static final Recipient KENJI = new Recipient("u-112", "kenji");
  static final Recipient MARIE = new Recipient("u-881", "marie");

  private Samples() {}

  /** Everything that a message can carry, by kenji. */
  static Message message(String userId) {
    return message("Zq8LmN3pR7sT1uVwXyA2", userId);
  }

  static Message message(String id, String userId) {
    var marie = new StoredParticipant("u-881", "", "", "", "", false, "marie");
    return new Message(
        id,
        "room1",
        userId,
        "kenji",
        "crane 4 is down, @marie",
        List.of(new Participant("u-881", "marie", "tokyo", "瑪麗", "Marie")),
        AT,
        null,
        null,
        "Aa1Bb2Cc3Dd4Ee5Ff6Gg",
        AT,
        true,
        "special",
        Bytes.of(new byte[] {'{', '}'}),
        new QuotedParentMessage(
            "q", "room1", marie, AT, "six", List.of(), List.of(), "", "", null));
  }
}
