package chat.roomcrypto;

/**
 * A room's key pair (contract 14.1). Both halves are well-formed; that they belong together is the
 * word of who made the pair.
 */
public record RoomKeyPair(RoomPublicKey publicKey, RoomPrivateKey privateKey) {

  /**
   * The pair of these two texts.
   *
   * @throws InvalidRoomKeyException when one half is malformed
   */
  public static RoomKeyPair fromBase64(String publicKey, String privateKey) {
    return new RoomKeyPair(
        RoomPublicKey.fromBase64(publicKey), RoomPrivateKey.fromBase64(privateKey));
  }
}
