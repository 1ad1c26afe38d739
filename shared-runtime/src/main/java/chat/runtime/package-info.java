/**
 * What makes a process a service: configuration, NATS connection, request router, stream worker,
 * publishing, telemetry, health and shutdown (contract 01 §5–7, 01b §17–19, 13 A1 and A6).
 */
@NullMarked
package chat.runtime;

import org.jspecify.annotations.NullMarked;
