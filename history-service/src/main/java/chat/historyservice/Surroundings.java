package chat.historyservice;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What belongs to the process around the operations.
 *
 * @param floor how far back list reads go
 * @param threads for work beside that of a request's own thread
 * @param maxReply bytes that a reply may have
 */
record Surroundings(Duration floor, Clock clock, Executor threads, LongSupplier maxReply) {}
