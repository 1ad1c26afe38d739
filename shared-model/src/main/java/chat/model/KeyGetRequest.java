package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * A member asks for a room key (contract 13 A2).
 *
 * @param version null = the current one
 */
public record KeyGetRequest(@OmitNull @Nullable Long version) {}
