package chat.model;

/** The file of a {@link StoredMessage} (contract 09 §3). */
public record AttachedFile(String id, String name, String type) {}
