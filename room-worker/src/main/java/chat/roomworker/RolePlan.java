package chat.roomworker;

/**
 * What a role job worked out before its first write.
 *
 * @param acceptedAt ms
 * @param emittedAt ms
 */
record RolePlan(Person member, long acceptedAt, long emittedAt) {}
