/**
 * The servers that the fleet needs, as child processes on 127.0.0.1 or as containers, and the JUnit
 * extension that hands them to tests. Knows no service of ours; no service depends on it outside of
 * its tests.
 */
@NullMarked
package chat.localservers;

import org.jspecify.annotations.NullMarked;
