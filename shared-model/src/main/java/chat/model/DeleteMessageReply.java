package chat.model;

/** A message was taken back (contract 09 §14). */
public record DeleteMessageReply(String messageId, long deletedAt) {}
