package chat.model;

/** Somebody who has read a message (contract 01 §2.6). */
public record Reader(String userId, String account, String chineseName, String engName) {}
