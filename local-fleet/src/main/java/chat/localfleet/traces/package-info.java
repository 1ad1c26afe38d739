/** Compares recorded traces of another fleet with traces of this one. */
@NullMarked
package chat.localfleet.traces;

import org.jspecify.annotations.NullMarked;
