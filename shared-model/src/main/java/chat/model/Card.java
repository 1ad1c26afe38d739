package chat.model;

/** The card of a {@link StoredMessage} (contract 09 §3). */
public record Card(String template, @OmitEmpty Bytes data) {}
