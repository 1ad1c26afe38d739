package chat.model;

/** Whom a system message is about (contract 01 §2.6). */
public record SystemMessageUser(String account, String engName, String chineseName) {}
