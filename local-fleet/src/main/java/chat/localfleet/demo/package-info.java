/** A conversation between two sites that explains itself, and checks what it says. */
@NullMarked
package chat.localfleet.demo;

import org.jspecify.annotations.NullMarked;
