package chat.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients get it live: all fields of {@link Message} at top level and who sent it
 * (contract 01 §2.3).
 */
public record ClientMessage(
    @JsonUnwrapped Message message, @OmitEmpty @Nullable Participant sender) {}
