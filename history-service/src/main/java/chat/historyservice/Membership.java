package chat.historyservice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription says about reading.
 *
 * @param historySharedSince nothing older is readable; null = everything is
 */
record Membership(@Nullable Instant historySharedSince) {}
