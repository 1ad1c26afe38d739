package chat.roomkeystore;

import chat.roomcrypto.InvalidRoomKeyException;
import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.RoomPublicKey;
import chat.roomcrypto.VersionedRoomKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a stored key (contract 14.2), checked when read. */
final class RoomKeyFields {

  static final String PUBLIC = "pub";
  static final String PRIVATE = "priv";
  static final String VERSION = "ver";
  static final String UNTIL = "until";

  private RoomKeyFields() {}

  static Map<String, String> of(long version, RoomKeyPair pair) {
    return Map.of(
        PUBLIC, pair.publicKey().base64(),
        PRIVATE, pair.privateKey().base64(),
        VERSION, Long.toString(version));
  }

  /** The key in a hash that is not empty. */
  static VersionedRoomKey read(String roomId, Map<String, String> fields) {
    return read(roomId, fields.get(PUBLIC), fields.get(PRIVATE), fields.get(VERSION));
  }

  static VersionedRoomKey read(
      String roomId,
      @Nullable String publicKey,
      @Nullable String privateKey,
      @Nullable String version) {
    try {
      return new VersionedRoomKey(
          version(roomId, version),
          RoomKeyPair.fromBase64(present(publicKey, PUBLIC), present(privateKey, PRIVATE)));
    } catch (InvalidRoomKeyException e) {
      throw new CorruptRoomKeyException(roomId, String.valueOf(e.getMessage()));
    }
  }

  static PublicRoomKey readPublic(
      String roomId, @Nullable String publicKey, @Nullable String version) {
    try {
      return new PublicRoomKey(
          version(roomId, version), RoomPublicKey.fromBase64(present(publicKey, PUBLIC)));
    } catch (InvalidRoomKeyException e) {
      throw new CorruptRoomKeyException(roomId, String.valueOf(e.getMessage()));
    }
  }

  static Instant readUntil(String roomId, Map<String, String> fields) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault(UNTIL, "")));
    } catch (NumberFormatException _) {
      throw new CorruptRoomKeyException(roomId, "until is not a number");
    }
  }

  private static String present(@Nullable String text, String field) {
    if (text == null) {
      throw new InvalidRoomKeyException("no field " + field);
    }
    return text;
  }

  private static long version(String roomId, @Nullable String text) {
    try {
      long version = Long.parseLong(text == null ? "" : text);
      if (version >= 0) {
        return version;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new CorruptRoomKeyException(roomId, "version is not a number");
  }
}
