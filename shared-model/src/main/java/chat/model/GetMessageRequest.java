package chat.model;

/** One message by its id (contract 09 §10). */
public record GetMessageRequest(String messageId) {}
