package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * Searches the catalogue of apps (contract 01 §2.6, 11 §5.1).
 *
 * @param assistantEnabled null = either
 */
public record SearchAppsRequest(
    String query,
    @OmitNull @Nullable Boolean assistantEnabled,
    @OmitEmpty long size,
    @OmitEmpty long offset) {}
