/**
 * notification-worker (contract 08): tells the members of a room that something was said, each on a
 * subject of their own.
 */
@NullMarked
package chat.notificationworker;

import org.jspecify.annotations.NullMarked;
