/**
 * Keeps the search indices of one site up to date from its streams (contract 10): messages, room
 * names by account, and who may search in which room.
 */
@NullMarked
package chat.searchsyncworker;

import org.jspecify.annotations.NullMarked;
