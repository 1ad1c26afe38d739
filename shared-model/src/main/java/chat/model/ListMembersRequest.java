package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the member list of a room (contract 01 §2.6, 02 §9.10).
 *
 * @param limit null = everything
 */
public record ListMembersRequest(
    @OmitNull @Nullable Long limit, @OmitNull @Nullable Long offset, @OmitEmpty boolean enrich) {}
