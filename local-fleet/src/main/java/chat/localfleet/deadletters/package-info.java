/** What operators do with messages that nobody could work on (contract 13 A5). */
@NullMarked
package chat.localfleet.deadletters;

import org.jspecify.annotations.NullMarked;
