/**
 * message-worker (contract 06): writes accepted messages into the message tables, from where
 * history is read, and keeps their threads.
 */
@NullMarked
package chat.messageworker;

import org.jspecify.annotations.NullMarked;
