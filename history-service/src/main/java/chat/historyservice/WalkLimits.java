package chat.historyservice;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far one walk goes before it hands in what it has.
 *
 * @param buckets windows that it exhausts at the most
 * @param time that it takes, apart from the read at hand
 */
record WalkLimits(int buckets, Duration time, LongSupplier nanoTime) {}
