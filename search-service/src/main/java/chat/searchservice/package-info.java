/**
 * Answers the four searches of clients: messages, rooms, apps and people (contract 11). It reads
 * what search-sync-worker indexes and writes nothing.
 */
@NullMarked
package chat.searchservice;

import org.jspecify.annotations.NullMarked;
