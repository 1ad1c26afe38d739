package chat.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of a {@code dm} room as JSON shows it: all fields of {@link Subscription} at top
 * level and the counterpart (contract 01 §2.2). Never stored.
 */
public record DmSubscription(
    @JsonUnwrapped Subscription subscription, @OmitEmpty @Nullable HrInfo hrInfo) {}
