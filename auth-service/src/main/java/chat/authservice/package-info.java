/**
 * auth-service: exchanges a single-sign-on token for a NATS user token that reaches the person's
 * own subjects only (contract 12). It stores nothing and is not connected to NATS.
 */
@NullMarked
package chat.authservice;

import org.jspecify.annotations.NullMarked;
