package chat.roomkeystore;

import chat.roomcrypto.VersionedRoomKey;
import java.time.Instant;

/** Where the key of a wanted version was found, which decides who may have it (13 A2). */
public sealed interface KeyOfVersion {

  /** It is the current one. */
  record Current(VersionedRoomKey key) implements KeyOfVersion {}

  /** It was replaced, and we know when. */
  record Kept(VersionedRoomKey key, Instant until) implements KeyOfVersion {}

  /** It was replaced last, by somebody who does not write down when. */
  record Previous(VersionedRoomKey key) implements KeyOfVersion {}

  /** There never was one, or it is no longer kept. */
  record Gone() implements KeyOfVersion {}
}
