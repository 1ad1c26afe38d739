/**
 * history-service (contract 09): reads stored messages for the people of a room, bounded by what
 * each of them may see.
 */
@NullMarked
package chat.historyservice;

import org.jspecify.annotations.NullMarked;
