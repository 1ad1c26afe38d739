package chat.inboxworker;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.RoomKeyEvent;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.VersionedRoomKey;
import chat.runtime.Requester;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A site that is asked for room keys; it remembers what it was asked. */
final class OtherSite implements Requester {
  record Asked(String subject, @Nullable String requestId, String body, Duration timeout) {}

  static final RoomKeyPair PAIR = RoomCrypto.best().newKeyPair();
  static final RoomKeyPair ANOTHER = RoomCrypto.best().newKeyPair();

  final List<Asked> asked = new ArrayList<>();
  private Answer answer = new Answer.NoResponders();

  static OtherSite holding(long version) {
    return new OtherSite().tells(version, PAIR);
  }

  OtherSite tells(long version, RoomKeyPair pair) {
    return replies(
        new String(Json.write(event(Samples.ROOM, version, pair)), StandardCharsets.UTF_8));
  }

  OtherSite replies(String body) {
    return answers(new Answer.Replied(body.getBytes(StandardCharsets.UTF_8)));
  }

  OtherSite answers(Answer given) {
    answer = given;
    return this;
  }

  static RoomKeyEvent event(String roomId, long version, RoomKeyPair pair) {
    return new RoomKeyEvent(
        roomId,
        version,
        Bytes.of(pair.publicKey().bytes()),
        Bytes.of(pair.privateKey().bytes()),
        1);
  }

  static VersionedRoomKey key(long version) {
    return new VersionedRoomKey(version, PAIR);
  }

  @Override
  public Answer request(String subject, @Nullable String requestId, byte[] body, Duration timeout) {
    asked.add(new Asked(subject, requestId, new String(body, StandardCharsets.UTF_8), timeout));
    return answer;
  }
}
