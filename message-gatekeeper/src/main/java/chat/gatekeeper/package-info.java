/**
 * message-gatekeeper (contract 07): checks what clients send, stamps who and when, and publishes it
 * as canonical messages.
 */
@NullMarked
package chat.gatekeeper;

import org.jspecify.annotations.NullMarked;
