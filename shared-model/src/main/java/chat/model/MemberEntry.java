package chat.model;

/**
 * Who a {@link RoomMember} row stands for: a person or an org (contract 01 §2.2).
 *
 * @param id individual: user id; org: org id
 * @param type one of {@link MemberType}
 * @param account individual only
 * @param engName display only, like all that follow: filled in enriched lists, never stored
 * @param memberCount people of the org
 */
public record MemberEntry(
    String id,
    String type,
    @OmitEmpty String account,
    @OmitEmpty String engName,
    @OmitEmpty String chineseName,
    @OmitEmpty boolean isOwner,
    @OmitEmpty String sectName,
    @OmitEmpty long memberCount) {}
