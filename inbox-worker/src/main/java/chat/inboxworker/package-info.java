/** Events from other sites become stored rooms, subscriptions and read states (contract 04). */
@NullMarked
package chat.inboxworker;

import org.jspecify.annotations.NullMarked;
