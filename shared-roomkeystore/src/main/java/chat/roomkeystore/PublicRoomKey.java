package chat.roomkeystore;

import chat.roomcrypto.RoomPublicKey;

/** What sealing for a room needs: its current version and public key. */
public record PublicRoomKey(long version, RoomPublicKey key) {}
