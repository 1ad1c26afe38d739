package chat.roomcrypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * The private half of a room key: a P-256 scalar, 32 bytes, big-endian (contract 14.1). Who holds
 * it can open what was sealed for the room under its version. Never shown by {@code toString}.
 */
public final class RoomPrivateKey {

  private final byte[] scalar;

  private RoomPrivateKey(byte[] scalar) {
    P256.requireScalar(scalar);
    this.scalar = scalar;
  }

  /**
   * The key of these bytes.
   *
   * @throws InvalidRoomKeyException when these are not the 32 bytes of a scalar in range
   */
  public static RoomPrivateKey of(byte[] scalar) {
    return new RoomPrivateKey(scalar.clone());
  }

  /**
   * The key of this text.
   *
   * @throws InvalidRoomKeyException when this is not padded standard base64 of such a scalar
   */
  public static RoomPrivateKey fromBase64(String text) {
    return new RoomPrivateKey(P256.decode(text, P256.PRIVATE_BYTES, "private"));
  }

  /** 32 bytes, a copy. */
  public byte[] bytes() {
    return scalar.clone();
  }

  /** 44 characters. */
  public String base64() {
    return Base64.getEncoder().encodeToString(scalar);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoomPrivateKey that && MessageDigest.isEqual(scalar, that.scalar);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(scalar);
  }

  @Override
  public String toString() {
    return "RoomPrivateKey[hidden]";
  }
}
