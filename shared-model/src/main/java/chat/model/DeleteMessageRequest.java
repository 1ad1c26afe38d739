package chat.model;

/** Takes a message back (contract 09 §14). */
public record DeleteMessageRequest(String messageId) {}
