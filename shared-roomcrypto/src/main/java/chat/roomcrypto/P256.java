package chat.roomcrypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What is fixed about the curve: sizes, domain parameters (SEC 2, secp256r1) and the DER frames
 * around raw keys. The frames let every provider read and write raw keys through its standard key
 * factory, so none needs an API of its own for points.
 */
final class P256 {

  static final String CURVE = "secp256r1";
  static final int PUBLIC_BYTES = 65;
  static final int PRIVATE_BYTES = 32;

  private static final int COORDINATE_BYTES = 32;
  private static final byte UNCOMPRESSED = 0x04;

  private static final BigInteger PRIME =
      hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  private static final BigInteger ORDER =
      hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  private static final BigInteger A = PRIME.subtract(BigInteger.valueOf(3));
  private static final BigInteger B =
      hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

  /** SubjectPublicKeyInfo of a P-256 key, up to the point. */
  private static final byte[] PUBLIC_FRAME =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  /** PrivateKeyInfo of a P-256 key without its optional public part, up to the scalar. */
  private static final byte[] PRIVATE_FRAME =
      HexFormat.of()
          .parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");

  private P256() {}

  /** Refuses what is not an uncompressed point on the curve. The cofactor is 1: that suffices. */
  static void requirePoint(byte[] point) {
    if (point.length != PUBLIC_BYTES) {
      throw new InvalidRoomKeyException(
          "public key has " + point.length + " bytes instead of " + PUBLIC_BYTES);
    }
    if (point[0] != UNCOMPRESSED) {
      throw new InvalidRoomKeyException("public key is not an uncompressed point");
    }
    BigInteger x = new BigInteger(1, point, 1, COORDINATE_BYTES);
    BigInteger y = new BigInteger(1, point, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
    if (x.compareTo(PRIME) >= 0 || y.compareTo(PRIME) >= 0) {
      throw new InvalidRoomKeyException("public key has a coordinate beyond the field");
    }
    BigInteger right = x.multiply(x).add(A).multiply(x).add(B).mod(PRIME);
    if (!y.multiply(y).mod(PRIME).equals(right)) {
      throw new InvalidRoomKeyException("public key is not on the curve");
    }
  }

  /** Refuses what is not a scalar from 1 to the group's order − 1. */
  static void requireScalar(byte[] scalar) {
    if (scalar.length != PRIVATE_BYTES) {
      throw new InvalidRoomKeyException(
          "private key has " + scalar.length + " bytes instead of " + PRIVATE_BYTES);
    }
    BigInteger value = new BigInteger(1, scalar);
    if (value.signum() == 0 || value.compareTo(ORDER) >= 0) {
      throw new InvalidRoomKeyException("private key is out of range");
    }
  }

  static byte[] frame(RoomPublicKey key) {
    return concat(PUBLIC_FRAME, key.bytes());
  }

  static byte[] frame(RoomPrivateKey key) {
    return concat(PRIVATE_FRAME, key.bytes());
  }

  /** The raw point inside an encoded public key. */
  static byte[] point(byte[] encodedPublicKey) {
    if (encodedPublicKey.length != PUBLIC_FRAME.length + PUBLIC_BYTES) {
      throw new InvalidRoomKeyException("public key is not encoded as a named curve's point");
    }
    return Arrays.copyOfRange(encodedPublicKey, PUBLIC_FRAME.length, encodedPublicKey.length);
  }

  /** The scalar, big-endian, padded with zeros on the left. */
  static byte[] scalar(BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] scalar = new byte[PRIVATE_BYTES];
    int length = Math.min(signed.length, PRIVATE_BYTES);
    System.arraycopy(signed, signed.length - length, scalar, PRIVATE_BYTES - length, length);
    return scalar;
  }

  /**
   * Standard base64 with padding, of exactly {@code bytes} bytes. The JDK's decoder also takes text
   * without padding, which the wire does not know; the length of the text tells.
   */
  static byte[] decode(String base64, int bytes, String part) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      // the decoder's own text may quote key characters
      throw new InvalidRoomKeyException(part + " key is not base64");
    }
    if (base64.length() != (bytes + 2) / 3 * 4) {
      throw new InvalidRoomKeyException(
          part
              + " key has "
              + base64.length()
              + " base64 characters, "
              + decoded.length
              + " bytes");
    }
    return decoded;
  }

  private static byte[] concat(byte[] head, byte[] tail) {
    byte[] whole = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    return whole;
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }
}
