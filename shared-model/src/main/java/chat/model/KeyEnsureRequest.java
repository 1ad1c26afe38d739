package chat.model;

/** Asks for a key to exist (contract 01 §2.6, 02 §9). */
public record KeyEnsureRequest(String roomId) {}
