package chat.model;

/**
 * Asks for another role, and the accepted job that gives it (contract 01 §2.6, 02 §9.5).
 *
 * @param newRole {@link Role#OWNER} or {@link Role#MEMBER}
 * @param timestamp ms of acceptance
 */
public record UpdateRoleRequest(String roomId, String account, String newRole, long timestamp) {}
