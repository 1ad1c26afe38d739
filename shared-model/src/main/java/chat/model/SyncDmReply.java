package chat.model;

/** The requester's subscription to the DM (contract 01 §2.6). */
public record SyncDmReply(boolean success, Subscription subscription) {}
