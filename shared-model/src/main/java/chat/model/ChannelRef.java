package chat.model;

/** A channel whose members are meant (contract 01 §2.6). */
public record ChannelRef(String roomId, String siteId) {}
