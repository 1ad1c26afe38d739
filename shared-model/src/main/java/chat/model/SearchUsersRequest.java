package chat.model;

/** Searches people (contract 01 §2.6, 11 §6.1). */
public record SearchUsersRequest(String query) {}
