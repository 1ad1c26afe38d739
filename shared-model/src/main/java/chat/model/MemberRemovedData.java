package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * Payload of the system message {@link SystemMessageType#MEMBER_REMOVED} (contract 01 §2.6).
 *
 * @param user null when an org was removed
 */
public record MemberRemovedData(
    @OmitEmpty @Nullable SystemMessageUser user,
    @OmitEmpty String orgId,
    @OmitEmpty String sectName,
    long removedUsersCount) {}
