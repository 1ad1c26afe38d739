/**
 * Every service and server of any number of sites on one machine: {@code ./chat up}, the demo, and
 * what else needs a whole fleet.
 */
@NullMarked
package chat.localfleet;

import org.jspecify.annotations.NullMarked;
