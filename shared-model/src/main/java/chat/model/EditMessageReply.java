package chat.model;

/** A message was changed (contract 09 §13). */
public record EditMessageReply(String messageId, long editedAt) {}
