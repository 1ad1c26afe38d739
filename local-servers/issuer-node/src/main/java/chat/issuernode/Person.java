package chat.issuernode;

/**
 * Somebody who can log in. Every field but the first is a claim of their tokens (contract 12 §3).
 */
record Person(
    String account,
    String email,
    String name,
    String description,
    String deptid,
    String deptname) {}
