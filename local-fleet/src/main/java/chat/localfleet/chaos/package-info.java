/** Breaks a running fleet under load and proves from outside that nothing was lost. */
@NullMarked
package chat.localfleet.chaos;

import org.jspecify.annotations.NullMarked;
