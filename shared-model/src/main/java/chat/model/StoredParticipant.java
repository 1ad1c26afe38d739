package chat.model;

/**
 * A person as the message store keeps them and history shows them (contract 06 §8.1, 09 §3).
 *
 * @param companyName holds the Chinese name
 */
public record StoredParticipant(
    String id,
    @OmitEmpty String engName,
    @OmitEmpty String companyName,
    @OmitEmpty String appId,
    @OmitEmpty String appName,
    @OmitEmpty boolean isBot,
    @OmitEmpty String account) {}
