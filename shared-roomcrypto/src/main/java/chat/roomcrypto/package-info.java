/**
 * Room key pairs on P-256 and the sealing and opening of what is said in a room (contract 14.1,
 * 14.4). Knows no store and no network.
 */
@NullMarked
package chat.roomcrypto;

import org.jspecify.annotations.NullMarked;
