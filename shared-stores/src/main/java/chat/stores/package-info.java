/** Connections to the stores, and what several services read from them (contract 01b §10–15). */
@NullMarked
package chat.stores;

import org.jspecify.annotations.NullMarked;
