package chat.roomcrypto;

import java.util.Arrays;
import java.util.Base64;

/**
 * The public half of a room key: an uncompressed point on P-256, 65 bytes (contract 14.1). Every
 * instance is on the curve.
 */
public final class RoomPublicKey {

  private final byte[] point;

  private RoomPublicKey(byte[] point) {
    P256.requirePoint(point);
    this.point = point;
  }

  /**
   * The key of these bytes.
   *
   * @throws InvalidRoomKeyException when these are not the 65 bytes of a point on the curve
   */
  public static RoomPublicKey of(byte[] point) {
    return new RoomPublicKey(point.clone());
  }

  /**
   * The key of this text.
   *
   * @throws InvalidRoomKeyException when this is not padded standard base64 of such a point
   */
  public static RoomPublicKey fromBase64(String text) {
    return new RoomPublicKey(P256.decode(text, P256.PUBLIC_BYTES, "public"));
  }

  /** 65 bytes, a copy. */
  public byte[] bytes() {
    return point.clone();
  }

  /** 88 characters. */
  public String base64() {
    return Base64.getEncoder().encodeToString(point);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoomPublicKey that && Arrays.equals(point, that.point);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(point);
  }

  /** Shows no bytes: who knows a key's bytes has no reason to find them in a log. */
  @Override
  public String toString() {
    return "RoomPublicKey[hidden]";
  }
}
