/** Canonical messages, edits and deletions become live events for clients (contract 05). */
@NullMarked
package chat.broadcastworker;

import org.jspecify.annotations.NullMarked;
