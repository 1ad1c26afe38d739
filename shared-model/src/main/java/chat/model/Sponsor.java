package chat.model;

/** Somebody who answers for an {@link App} (contract 01 §2.2). */
public record Sponsor(String name, String phone) {}
