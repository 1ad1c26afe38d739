/** Accepted room jobs become stored rooms, keys and events (contract 03). */
@NullMarked
package chat.roomworker;

import org.jspecify.annotations.NullMarked;
