/**
 * A chat client for one account: what people and programs say to the fleet and get from it. Depends
 * on the wire only, on no service and no store.
 */
@NullMarked
package chat.client;

import org.jspecify.annotations.NullMarked;
