/** Hands room keys to members (contract 14.5). */
@NullMarked
package chat.roomkeysender;

import org.jspecify.annotations.NullMarked;
