package chat.model;

/** A back-end asks for a DM (contract 01 §2.6, 03). */
public record SyncDmRequest(String roomType, String requesterAccount, String otherAccount) {}
