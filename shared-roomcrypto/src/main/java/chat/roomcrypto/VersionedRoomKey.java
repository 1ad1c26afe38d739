package chat.roomcrypto;

/**
 * A room's key pair with the version under which its members know it (contract 14.2). Versions
 * start at 0 and grow by one a rotation.
 */
public record VersionedRoomKey(long version, RoomKeyPair pair) {}
