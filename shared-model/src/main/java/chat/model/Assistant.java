package chat.model;

/**
 * The bot of an {@link App} (contract 01 §2.2).
 *
 * @param name the bot's account
 */
public record Assistant(boolean enabled, String name, @OmitEmpty String settingsUrl) {}
