package chat.model;

/**
 * Asks for the removal of a person or an org, and the accepted job that does it (contract 01 §2.6,
 * 02 §9.6).
 *
 * @param timestamp ms of acceptance
 */
public record RemoveMemberRequest(
    String roomId,
    String requester,
    @OmitEmpty String account,
    @OmitEmpty String orgId,
    long timestamp,
    @OmitEmpty String roomType) {}
