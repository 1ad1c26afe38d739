package chat.model;

/** Asks who has read a message (contract 01 §2.6, 02 §9.9). */
public record ReadReceiptRequest(String messageId) {}
