package chat.model;

/**
 * A sender or a mentioned person in events (contract 01 §2.3). The message store knows {@link
 * StoredParticipant}.
 */
public record Participant(
    @OmitEmpty String userId,
    String account,
    @OmitEmpty String siteId,
    String chineseName,
    String engName) {}
