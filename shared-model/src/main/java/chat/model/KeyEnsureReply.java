package chat.model;

/** The version that is current (contract 01 §2.6). */
public record KeyEnsureReply(String roomId, long version) {}
