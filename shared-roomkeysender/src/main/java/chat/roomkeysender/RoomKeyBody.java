package chat.roomkeysender;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.RoomKeyEvent;
import chat.roomcrypto.VersionedRoomKey;
import java.util.Arrays;

/**
 * The body of one key's event, written once for all receivers. The timestamp, which is each send's
 * own, is the last field: all before it stays the same.
 */
final class RoomKeyBody {

  private static final byte[] ZERO_AND_END = {'0', '}'};

  private final byte[] head;

  RoomKeyBody(String roomId, VersionedRoomKey key) {
    Bytes privateKey = Bytes.of(key.pair().privateKey().bytes());
    byte[] body = Json.write(new RoomKeyEvent(roomId, key.version(), Bytes.EMPTY, privateKey, 0));
    int end = body.length - ZERO_AND_END.length;
    if (!Arrays.equals(body, end, body.length, ZERO_AND_END, 0, ZERO_AND_END.length)) {
      throw new IllegalStateException("the timestamp is not the last field of a room key event");
    }
    this.head = Arrays.copyOf(body, end);
  }

  /** The body of a send at this time, epoch milliseconds. */
  byte[] at(long timestamp) {
    byte[] tail = (timestamp + "}").getBytes(US_ASCII);
    byte[] body = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, body, head.length, tail.length);
    return body;
  }
}
