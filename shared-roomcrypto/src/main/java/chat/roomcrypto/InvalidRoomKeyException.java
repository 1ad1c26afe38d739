package chat.roomcrypto;

/**
 * Bytes that are no P-256 key: wrong length, a point off the curve, a scalar out of range, text
 * that is not base64 (contract 14.1, 14.3). The message names the part and the fault, never the
 * bytes.
 */
public final class InvalidRoomKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidRoomKeyException(String message) {
    super(message);
  }
}
