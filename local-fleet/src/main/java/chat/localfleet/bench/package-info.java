/** Measures a fleet from outside: latencies, rates held, what a message costs. */
@NullMarked
package chat.localfleet.bench;

import org.jspecify.annotations.NullMarked;
