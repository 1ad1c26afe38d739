package chat.historyservice;

import chat.model.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where a listing goes on, opaque to clients, the same bytes in every fleet (09 §6.2): the window,
 * the length of the store's page state in two bytes, the page state.
 *
 * @param bucket start of the window, ms
 * @param state empty = the window from its beginning
 */
record Cursor(long bucket, Bytes state) {
  private static final int HEAD = Long.BYTES + Short.BYTES;
  private static final int LONGEST_STATE = 502;
  private static final int LONGEST_TEXT = 684;

  /** What a client's cursor turned out to be. */
  sealed interface Decoded {
    record FirstPage() implements Decoded {}

    record At(Cursor cursor) implements Decoded {}

    record Malformed() implements Decoded {}
  }

  /**
   * @throws IllegalStateException when the store's state is longer than a cursor can hold
   */
  String encode() {
    if (state.length() > LONGEST_STATE) {
      throw new IllegalStateException("page state of " + state.length() + " bytes");
    }
    ByteBuffer frame = ByteBuffer.allocate(HEAD + state.length());
    frame.putLong(bucket).putShort((short) state.length()).put(state.toArray());
    return Bytes.of(frame.array()).toBase64();
  }

  static Decoded decode(String text) {
    if (text.length() > LONGEST_TEXT) {
      return new Decoded.Malformed();
    }
    try {
      Bytes frame = Bytes.fromBase64(text);
      return frame.isEmpty()
          ? new Decoded.FirstPage()
          : read(frame).<Decoded>map(Decoded.At::new).orElseGet(Decoded.Malformed::new);
    } catch (IllegalArgumentException e) {
      return new Decoded.Malformed();
    }
  }

  private static Optional<Cursor> read(Bytes content) {
    ByteBuffer frame = ByteBuffer.wrap(content.toArray());
    if (content.length() < HEAD || content.length() > HEAD + LONGEST_STATE) {
      return Optional.empty();
    }
    long bucket = frame.getLong();
    int length = Short.toUnsignedInt(frame.getShort());
    if (length != frame.remaining()) {
      return Optional.empty();
    }
    byte[] state = new byte[length];
    frame.get(state);
    return Optional.of(new Cursor(bucket, Bytes.of(state)));
  }
}
