package chat.model;

/**
 * A sealed text (contract 01b §14.4).
 *
 * @param version of the room key
 * @param ephemeralPublicKey 65 bytes, uncompressed point
 * @param nonce 12 bytes
 * @param ciphertext the tag of 16 bytes at its end
 */
public record EncryptedMessage(
    long version, Bytes ephemeralPublicKey, Bytes nonce, Bytes ciphertext) {}
